"""The catalogue against the rows of offences in offences.md beside this file (domain §7.2)."""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from cases.powers.domain.clause import Amount, Order, When
from cases.powers.domain.power import Delegation, Power, Precondition
from cases.powers.reference import load_powers
from contracts.cases import Sanction

POWERS = load_powers()
CODE_IN_FORCE = date(2026, 8, 15)  # the environment code's first day (EEC 1242)
ARTICLE = re.compile(r"\d+(?:¶\d+(?:-\d+)?)?(?:#\d+)?")
LAW = re.compile(r"\(?(?:standard; )?(EEC|[\u4e00-\u9fff]{2,}) ")
FULL_NAMES = {"EEC": "生态环境法典", "实施条例": "土地管理法实施条例"}


class Row(NamedTuple):
    code: str
    name: str
    duty: str
    penalty: str
    terms: str
    pre: str
    held: str


def read_rows() -> dict[str, Row]:
    lines = Path(__file__).with_name("offences.md").read_text("utf-8").splitlines()
    found = [
        Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines if re.match(r"\| \w\w-", line)
    ]
    return {row.code: row for row in found}


ROWS = read_rows()


def version(code: str, on: date = CODE_IN_FORCE) -> Power:
    return next(power for power in POWERS[code] if power.valid(on))


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def without_old_law(cell: str) -> str:
    return re.sub(r"\[.*?\]", "", cell)


def terms(code: str) -> str:
    """Return the row's words on national law in force: references followed, remarks and the old law left out."""
    cell = ROWS[code].terms
    if like := re.match(r"as (\w\w-\d\d)", cell):
        return terms(like[1])
    return re.sub(r"\([^()]*\)|; Hebei .*|, but .*", "", without_old_law(cell))


def test_the_catalogue_has_every_offence_and_no_other() -> None:
    assert len(ROWS) == 62
    assert set(POWERS) == set(ROWS)


@pytest.mark.parametrize("code", ROWS)
def test_name(code: str) -> None:
    assert plain(version(code).name) == plain(ROWS[code].name)


@pytest.mark.parametrize("code", ROWS)
def test_articles(code: str) -> None:
    cells = without_old_law(f"{ROWS[code].duty} | {ROWS[code].penalty}").replace("(2025)", "")
    power = version(code)
    assert {citation.article for citation in (*power.duty, *power.penalty)} == set(ARTICLE.findall(cells))


def test_laws() -> None:
    law = ""
    for code, row in ROWS.items():
        named = LAW.match(row.duty)
        law = named[1] if named else law  # the law of the row above, unless the row names its own
        applied = LAW.match(row.penalty)
        power = version(code)
        assert power.duty[0].law == FULL_NAMES.get(law, law), code
        assert power.penalty[0].law == FULL_NAMES.get(applied[1] if applied else law, applied[1] if applied else law), (
            code
        )


@pytest.mark.parametrize("code", ROWS)
def test_precondition_and_delegation(code: str) -> None:
    pre = {"—": Precondition.NONE, "O": Precondition.ORDER, "O+": Precondition.HIGHER_AFTER_ORDER}
    held = {"S": Delegation.STATUTE, "H": Delegation.PUBLISHED_LIST, "?": Delegation.UNCONFIRMED}
    assert version(code).precondition is pre[ROWS[code].pre.split()[0]]
    assert version(code).delegation == tuple(held[mark] for mark in ROWS[code].held.split(", "))


@pytest.mark.parametrize("code", ROWS)
def test_figures(code: str) -> None:
    named = {int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", terms(code))}
    assert figures(version(code)) == named


def figures(power: Power) -> set[int]:
    """Return every figure of a version: yuan, yuan per square metre, times, per cent."""
    found = {count for order in power.orders for count in order.times or ()}
    for fine in power.fines:
        unit = 100 if fine.amount in (Amount.FIXED, Amount.PER_SQUARE_METRE) else 1
        found |= {end // unit for end in (fine.least, fine.most or 0) if end}
    return found


WORDS: dict[str, set[Order | Sanction]] = {
    "warning": {Sanction.WARNING},
    "criticism": {Sanction.CRITICISM},
    "confiscate": {Sanction.CONFISCATE_GAINS, Sanction.CONFISCATE_PROPERTY},
    "suspend": {Sanction.SUSPEND_BUSINESS},
    "revoke": {Sanction.REVOKE_LICENCE},
    "close": {Sanction.CLOSE},
    "demolish": {Order.DEMOLISH, Order.DEMOLISH_IN_TIME},
    "replant": {Order.REPLANT},
    "return land": {Order.RETURN_LAND},
    "restore": {Order.RESTORE},
    "stop": {Order.STOP},
    "correct": {Order.CORRECT, Order.CORRECT_IN_TIME},
}
# The law's own words are nearer to another kind than the reference's short ones (停工整治, 责令停业), or the reference
# leaves out an order that the article gives (消防法 60¶1, 森林法 74¶1, 森林防火条例 52, 烟花爆竹安全管理条例 42¶2).
WORDED_OTHERWISE = {
    ("EN-08", "stop"),
    ("EN-08", "suspend"),
    ("EN-11", "close"),
    ("EN-11", "suspend"),
    ("EN-12", "correct"),
    ("EN-13", "correct"),
    ("FI-03", "correct"),
    ("NR-07", "stop"),
    ("NR-09", "correct"),
    ("SF-10", "stop"),
}


@pytest.mark.parametrize("code", ROWS)
def test_orders_and_other_penalties(code: str) -> None:
    power = version(code)
    kinds: set[Order | Sanction] = {clause.order for clause in power.orders}
    kinds |= {clause.sanction for clause in power.sanctions}
    has = {word for word, meant in WORDS.items() if kinds & meant}
    says = {word for word in WORDS if re.search(rf"\b{word}", terms(code))}
    assert has ^ says == {word for other, word in WORDED_OTHERWISE if other == code}


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if "[" in row.penalty])
def test_the_old_law_is_a_version_of_its_own_until_the_day_before_the_code(code: str) -> None:
    old = version(code, date(2026, 8, 14))
    assert old.valid_until == date(2026, 8, 14)
    assert version(code).valid_from == CODE_IN_FORCE
    brackets = " ".join(re.findall(r"\[(.*?)\]", f"{ROWS[code].duty} {ROWS[code].penalty}"))
    whole = re.sub(r"(\d+)(\S*), ¶", r"\1\2, \1¶", brackets)
    assert set(ARTICLE.findall(whole)) <= {citation.article for citation in (*old.duty, *old.penalty)}
    assert all(citation.law != FULL_NAMES["EEC"] for citation in (*old.duty, *old.penalty))
    assert old.limitation.law == "APL 36"


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if "[same" in row.terms])
def test_where_the_range_stayed_the_same_both_versions_have_it(code: str) -> None:
    assert version(code).fines == version(code, date(2026, 8, 14)).fines


def test_the_code_has_its_own_limitation() -> None:
    under_the_code = [power for code in ROWS if (power := version(code)).duty[0].law == FULL_NAMES["EEC"]]
    assert len(under_the_code) == 16
    for power in under_the_code:
        assert (power.limitation.law, power.limitation.years, power.limitation.harmful_years) == ("EEC 1054", 2, 5)
        assert power.valid_from == CODE_IN_FORCE


def test_what_is_uncertain_is_said() -> None:
    assert version("SF-10").check_before_use
    assert {code for code in ROWS if not all(citation.verified for citation in version(code).duty)} == {
        "EN-02",
        "PH-01",
    }
    no_amount = {code for code in ROWS if any(fine.amount is Amount.NONE_NATIONALLY for fine in version(code).fines)}
    assert no_amount == {"CG-04", "CG-05", "CG-06", "EN-10"}
    assert all(version(code).note for code in no_amount | {"SF-10", "EN-02", "PH-01"})


def test_serious_circumstances_stand_apart() -> None:
    serious = {code for code in ROWS if any(fine.when is When.SERIOUS for fine in version(code).fines)}
    assert serious == {"AG-02", "MK-01", "MK-04", "NR-10"}
