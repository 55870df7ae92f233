from datetime import date

from services.cases.tests.powers.sample_list import confirmations

from cases.powers.domain.search import search
from cases.powers.reference import load_powers
from contracts.fields import EnforcementField

POWERS = load_powers()
LIST = confirmations()
FUPING, NOW = "130624100", date(2026, 11, 24)


def codes(
    word: str = "", *, on: date = NOW, field: EnforcementField | None = None, township: str | None = None
) -> list[str]:
    return [power.code for power in search(POWERS, LIST, on=on, word=word, field=field, township=township)]


def test_everything_in_force_once_and_in_order() -> None:
    assert codes() == sorted(POWERS)


def test_by_a_word_of_the_name() -> None:
    assert codes("秸秆") == ["EN-01"]


def test_by_code_in_either_case() -> None:
    assert codes("sf-0") == [f"SF-0{number}" for number in range(1, 10)]


def test_by_law_and_article_in_both_ways_of_writing() -> None:
    assert codes("生态环境法典 1131¶3") == ["EN-03"]
    assert codes("生态环境法典第1131条第3款") == ["EN-03"]


def test_the_law_of_the_day() -> None:
    assert codes("大气") == []
    assert codes("大气 119¶2", on=date(2026, 8, 14)) == ["EN-03"]


def test_by_field() -> None:
    assert codes(field=EnforcementField.FIRE) == ["FI-01", "FI-02", "FI-03"]


def test_what_a_township_holds_grows_with_the_confirmed_list() -> None:
    given = [power.code for power in search(POWERS, {}, on=NOW, word="", field=None, township=FUPING)]
    assert given == ["CG-02", "CG-03", "CG-04", "CG-05", "CG-06", "EN-01", "EN-02", "EN-03"]
    assert codes(township=FUPING) == sorted([*given, *LIST])
    assert codes(township="130624400") == []
