"""The law of two officers, as every service applies it (X-01, X-02)."""

from datetime import date

import pytest

from contracts.identity.holder import Holder
from contracts.identity.two_officers import TwoOfficers
from contracts.refusal import Refusal, Rule

TOWN, ELSEWHERE, DAY = "130624100", "130624101", date(2026, 9, 1)
ALONE, NOT_CERTIFIED = Rule("x/alone", "少于两人"), Rule("x/not", "{number} {on}")
OTHER_BODY = Rule("x/other", "{number}")
LAW = TwoOfficers(alone=ALONE, not_certified=NOT_CERTIFIED, other_body=OTHER_BODY)


def holder(number: str, body: str = TOWN, until: date = date(2030, 12, 31), mark: str | None = None) -> Holder:
    since = date(2026, 1, 1)
    return Holder(body=body, township=body, mark=mark, certificate=number, valid_from=since, valid_until=until)


HOLDERS = {
    "A": holder("A"),
    "B": holder("B"),
    "ONE": holder("ONE", mark="1" * 64),
    "SAME": holder("SAME", mark="1" * 64),
    "ELSE": holder("ELSE", ELSEWHERE),
    "OLD": holder("OLD", until=date(2026, 8, 31)),
}


def test_two_certified_officers_of_the_body_may_act() -> None:
    LAW.check(("A", "B"), HOLDERS, TOWN, DAY)


@pytest.mark.parametrize(
    ("officers", "rule", "facts"),
    [
        ((), ALONE, {}),
        (("A",), ALONE, {}),
        (("A", "A"), ALONE, {}),
        (("ONE", "SAME"), ALONE, {}),
        (("A", "ONE", "SAME"), ALONE, {}),
        (("A", "NOBODY"), NOT_CERTIFIED, {"number": "NOBODY", "on": DAY}),
        (("A", "OLD"), NOT_CERTIFIED, {"number": "OLD", "on": DAY}),
        (("A", "B", "ELSE"), OTHER_BODY, {"number": "ELSE", "body": TOWN}),
    ],
)
def test_others_are_refused(officers: tuple[str, ...], rule: Rule, facts: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refusal:
        LAW.check(officers, HOLDERS, TOWN, DAY)
    assert (refusal.value.rule, refusal.value.facts) == (rule, facts)


def test_the_last_day_of_a_certificate_counts() -> None:
    LAW.check(("A", "OLD"), HOLDERS, TOWN, date(2026, 8, 31))
