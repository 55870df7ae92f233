"""A second fine for one act in other words: at '东街附近', a day later, under another power (X-08; APL 29)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.support.lawful import KNOWN, PARTY
from tests.support.neighbours import numbered
from tests.support.prosecuted import case

from contracts.cases import CaseFiled, PenaltyDecided, SameActJudged
from supervision.review import Fault, History, Known, Published

type Rules = Callable[..., list[str]]

CASE = case().history()
ANOTHER, THIRD = "d" * 64, "e" * 64


def fined_before(*acts: str, days: int = 0, party: str = PARTY, alike: tuple[str, ...] = (), at: int = 1) -> Known:
    """Return what is known where the party was fined for other acts, so many days away, a while before."""
    (decision,), (filed,) = CASE.of(PenaltyDecided), CASE.of(CaseFiled)
    faults = tuple(
        Fault(
            id=f"case-0{number}",
            at=decision.at - timedelta(days=at),
            party=party,
            alike=alike,
            power=filed.event.power,
            decided_on=decision.event.decided_on,
            act_on=filed.event.act_on + timedelta(days=days),
            fined_act=act,
        )
        for number, act in enumerate(acts)
    )
    return replace(KNOWN, faults=faults)


def judged(*answers: tuple[str, bool]) -> History:
    """Return the case with what was said of others, right before its decision."""
    file = CASE
    decision: Published[Any] = file.of(PenaltyDecided)[0]
    said = [
        replace(decision, event=SameActJudged(other=other, same=same, judged_on=date(2026, 3, 12), reasons="所见不同"))
        for other, same in answers
    ]
    place = file.events.index(decision)
    return numbered(file.id, (*file.events[:place], *said, *file.events[place:]))


def second_fines(found: list[str]) -> bool:
    return "X-08 unlawful" in found


def test_x08_every_earlier_fine_of_about_the_same_days_is_said_to_be_for_another_act(rules: Rules) -> None:
    assert not second_fines(rules(CASE, KNOWN))
    assert second_fines(rules(CASE, fined_before(ANOTHER)))
    assert not second_fines(rules(judged((ANOTHER, False)), fined_before(ANOTHER)))
    assert second_fines(rules(judged((ANOTHER, False)), fined_before(ANOTHER, THIRD)))
    assert second_fines(rules(judged((ANOTHER, False), (ANOTHER, False)), fined_before(ANOTHER, THIRD)))
    assert not second_fines(rules(judged((ANOTHER, False), (THIRD, False)), fined_before(ANOTHER, THIRD)))


def test_x08_what_was_said_to_be_the_same_act_is_not_fined(rules: Rules) -> None:
    assert second_fines(rules(judged((ANOTHER, True)), KNOWN))
    assert not second_fines(rules(judged((ANOTHER, True), (ANOTHER, False)), KNOWN)), "the last word counts"


def test_x08_it_is_about_the_party_or_who_may_be_it_and_about_the_same_days(rules: Rules) -> None:
    for days, second in ((30, True), (-30, True), (31, False), (-31, False)):
        assert second_fines(rules(CASE, fined_before(ANOTHER, days=days))) is second, days
    assert not second_fines(rules(CASE, fined_before(ANOTHER, party="8" * 64)))
    assert second_fines(rules(CASE, fined_before(ANOTHER, party="8" * 64, alike=(PARTY,))))
    assert not second_fines(rules(CASE, fined_before(ANOTHER, at=-1))), "the later fine answers for both"
