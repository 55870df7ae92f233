from datetime import date

import pytest
from services.cases.tests.powers.sample_list import confirmations

from cases.powers.domain.numerals import in_digits
from cases.powers.domain.search import search
from cases.powers.reference import load_powers, load_synonyms
from contracts.fields import EnforcementField

POWERS = load_powers()
LIST = confirmations()
FUPING, NOW = "130624100", date(2026, 11, 24)


SYNONYMS = load_synonyms()


def codes(
    word: str = "", *, on: date = NOW, field: EnforcementField | None = None, township: str | None = None
) -> list[str]:
    found = search(POWERS, LIST, on=on, word=word, field=field, township=township, synonyms=SYNONYMS)
    return [power.code for power in found]


def test_everything_in_force_once_and_in_order() -> None:
    assert codes() == sorted(POWERS)


def test_by_a_word_of_the_name() -> None:
    assert codes("秸秆") == ["EN-01"]


def test_by_code_in_either_case() -> None:
    assert codes("sf-0") == [f"SF-0{number}" for number in range(1, 10)]


def test_by_law_and_article_in_both_ways_of_writing() -> None:
    assert codes("生态环境法典 1131¶3") == ["EN-03"]
    assert codes("生态环境法典第1131条第3款") == ["EN-03"]


@pytest.mark.parametrize("word", ["第一千一百三十一条", "１１３１", "一千一百三十一条", "第1131条", "一一三一"])
def test_an_article_is_found_in_every_way_of_writing(word: str) -> None:
    assert "EN-03" in codes(word)
    assert codes(word) == codes("1131")


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [
        ("第十条", "第10条"),
        ("第二十一条", "第21条"),
        ("第一百零五条", "第105条"),
        ("第一千一百三十一条第三款", "第1131条第3款"),
        ("二〇二六", "2026"),
        ("两万五千", "25000"),
        ("十万", "100000"),
    ],
)
def test_numerals_are_digits(numeral: str, digits: str) -> None:
    assert in_digits(numeral) == digits


def test_by_another_word_for_the_same() -> None:
    assert codes("消防通道") == codes("疏散通道") == ["FI-01", "FI-02", "SF-07"]
    assert codes("占用消防通道") == ["FI-01", "FI-02", "SF-07"]
    assert codes("堵塞消防通道") == ["FI-01", "FI-02"]
    assert codes("焚烧玉米秆") == ["EN-01"]
    assert codes("没有这样的词") == []


def test_the_law_of_the_day() -> None:
    assert codes("大气") == []
    assert codes("大气 119¶2", on=date(2026, 8, 14)) == ["EN-03"]


def test_by_field() -> None:
    assert codes(field=EnforcementField.FIRE) == ["FI-01", "FI-02", "FI-03"]


def test_what_a_township_holds_grows_with_the_confirmed_list() -> None:
    given = [power.code for power in search(POWERS, {}, on=NOW, word="", field=None, township=FUPING, synonyms=())]
    assert given == ["CG-02", "CG-03", "CG-04", "CG-05", "CG-06", "EN-01", "EN-02", "EN-03"]
    assert codes(township=FUPING) == sorted([*given, *LIST])
    assert codes(township="130624400") == []
