"""What counts on a visit or a patrol though one officer alone stands behind it (X-01; APL 42)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.inspected import VisitFile, patrolled, visited
from tests.support.lawful import CERTIFICATES, FIRM, HEAD, KNOWN, ONE, OTHER, PAIR, published
from tests.support.neighbours import changed, numbered, recorded, without

from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    InspectorReplaced,
    ItemAnswered,
    PatrolFindingConfirmed,
    PatrolFound,
    PatrolReferred,
    RectifiedOnSite,
    ReplacementGround,
    TermRechecked,
    UnmetReason,
    ViolationReferred,
    VisitActConfirmed,
    VisitConcluded,
    VisitOpened,
    VisitResult,
    VisitUnmet,
)
from supervision.review import History

type Change = Callable[[History], History]
type Rules = Callable[..., list[str]]

ORDER, WHOLE, RECHECK = range(3)
"""Confirmations of the visit, in their order."""


def unconfirmed(file: History, number: int) -> History:
    gone = file.of(VisitActConfirmed)[number]
    return numbered(file.id, (one for one in file.events if one is not gone))


ALONE: list[tuple[str, Change]] = [
    ("the record", lambda file: unconfirmed(file, WHOLE)),
    ("an order", lambda file: unconfirmed(file, ORDER)),
    ("the record, by the one who ends", lambda file: changed(file, VisitConcluded, officer=PAIR[1])),
    ("by the recorder", lambda file: changed(file, VisitActConfirmed, number=ORDER, certificate=PAIR[0])),
    ("from the recorder's session", lambda file: recorded(file, VisitActConfirmed, number=ORDER, actor=ONE)),
    ("from a session of nobody sent", lambda file: recorded(file, VisitActConfirmed, number=WHOLE, actor=HEAD)),
    ("by whoever was not sent", lambda file: changed(file, VisitActConfirmed, number=WHOLE, certificate="A-3")),
    ("of what is not there", lambda file: changed(file, VisitActConfirmed, number=RECHECK, act="recheck-safety-09")),
    ("by another than is named", lambda file: changed(file, ViolationReferred, confirmed_by=PAIR[0])),
    ("recorded by the other one", lambda file: recorded(file, ItemAnswered, actor=OTHER)),
]


@pytest.mark.parametrize("change", [change for _, change in ALONE], ids=[name for name, _ in ALONE])
def test_one_officer_is_found(change: Change, rules: Rules) -> None:
    assert rules(visited().history()) == []
    assert rules(change(visited().history())) == ["X-01 unlawful"]


def test_a_record_that_went_on_is_confirmed_again(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().confirmed().answered("safety-01", Answer.FINE)
    assert rules(file.concluded(VisitResult.CLEAN, 1, 0).history()) == ["X-01 unlawful"]
    again = VisitFile().assigned().approved().opened().confirmed().answered("safety-01", Answer.FINE).confirmed()
    assert rules(again.concluded(VisitResult.CLEAN, 1, 0).history()) == []


def test_a_referral_rests_on_a_recheck_of_two(rules: Rules) -> None:
    file = visited()
    file.referred("safety-01")
    assert rules(unconfirmed(file.history(), WHOLE)) == ["X-01 unlawful"]  # the end, and the other referral
    late = without(file.history(), VisitConcluded)
    at_once = late.of(ViolationReferred)[0]
    alone = numbered(late.id, (one for one in late.events if one is not at_once))
    assert rules(unconfirmed(alone, WHOLE)) == []
    assert rules(unconfirmed(unconfirmed(alone, RECHECK), WHOLE)) == ["X-01 unlawful"]


def test_nobody_met_is_said_by_two(rules: Rules) -> None:
    unmet = {"reason": UnmetReason.NOT_FOUND, "firm": FIRM, "township": "130624100", "officers": PAIR}
    for confirmed, days in ((True, 0), (True, 1), (False, 0)):
        file = VisitFile().assigned().approved()
        if confirmed:
            file.confirmed().wait(days)
        end = published(
            VisitUnmet, **unmet, unmet_on=file.day, officer=PAIR[0], confirmed_by=PAIR[1] if confirmed else None
        )
        assert rules(file.add(end).history()) == ([] if confirmed and not days else ["X-01 unlawful"])


def test_a_term_begins_with_the_second_officer(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM).term_set("safety-01")
    assert rules(file.wait(9).confirmed("order-safety-01").history()) == []
    file.events.pop()
    assert rules(file.wait(1).confirmed("order-safety-01").history()) == ["X-11 unlawful"]


def test_records_of_before_name_no_officer_and_show_nothing(rules: Rules) -> None:
    kinds = (
        ItemAnswered,
        RectifiedOnSite,
        CorrectionTermSet,
        TermRechecked,
        ViolationReferred,
        VisitConcluded,
        VisitOpened,
    )
    file = without(visited().history(), VisitActConfirmed)
    for one in file.of(*kinds):
        nameless = {"officer": None, "confirmed_by": None}
        known = {name: None for name in nameless if name in type(one.event).model_fields}
        file = History(
            file.id,
            tuple(
                replace(o, event=o.event.model_copy(update=known)) if o.sequence == one.sequence else o
                for o in file.events
            ),
        )
    assert rules(file) == []


def holding(**given: Any) -> dict[str, Any]:
    return {**CERTIFICATES, PAIR[1]: (replace(CERTIFICATES[PAIR[1]][0], **given),)}


@pytest.mark.parametrize("file", [visited(), patrolled()], ids=["visit", "patrol"])
def test_two_accounts_of_one_human_confirm_nothing(file: Any, rules: Rules) -> None:
    same = {number: (replace(CERTIFICATES[number][0], mark="e" * 64),) for number in PAIR}
    assert rules(file.history(), replace(KNOWN, certificates=same)) == ["X-01 unlawful"]


PATROLS: list[tuple[str, Change]] = [
    ("nobody", lambda file: without(file, PatrolFindingConfirmed)),
    ("the recorder", lambda file: changed(file, PatrolFindingConfirmed, certificate=PAIR[0])),
    ("whoever was not sent", lambda file: changed(file, PatrolFindingConfirmed, certificate="A-3")),
    ("from the recorder's session", lambda file: recorded(file, PatrolFindingConfirmed, actor=ONE)),
    ("of what was not found", lambda file: changed(file, PatrolFindingConfirmed, finding="patrol-1-9")),
    ("another than is named", lambda file: changed(file, PatrolReferred, confirmed_by="A-3")),
]


@pytest.mark.parametrize("change", [change for _, change in PATROLS], ids=[name for name, _ in PATROLS])
def test_what_a_patrol_refers_was_seen_by_two(change: Change, rules: Rules) -> None:
    assert rules(patrolled().history()) == []
    assert rules(change(patrolled().history())) == ["X-01 unlawful"]


def test_a_finding_of_before_names_no_officer_and_shows_nothing(rules: Rules) -> None:
    old = without(patrolled().history(), PatrolFindingConfirmed)
    assert rules(changed(changed(old, PatrolFound, officer=None), PatrolReferred, confirmed_by=None)) == []


def test_the_second_officer_is_certified_on_both_days(rules: Rules) -> None:
    file = patrolled().history()
    day = file.events[0].on
    earlier = changed(file, PatrolFound, found_on=day - timedelta(days=1))
    late = replace(KNOWN, certificates=holding(valid_from=day))
    assert rules(earlier, late) == ["X-02 unlawful"]
    assert rules(file, late) == []


def test_pictures_do_not_stand_in_for_the_other_officer(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-03", Answer.PROBLEM).rectified("safety-03")
    assert rules(file.concluded(VisitResult.RECTIFIED, 1, 1).history()) == ["X-01 unlawful"]


def test_who_came_in_anothers_place_was_not_there_before(rules: Rules) -> None:
    (held,) = CERTIFICATES[PAIR[1]]
    known = replace(KNOWN, certificates={**CERTIFICATES, "A-3": (replace(held, number="A-3", person="officer-3"),)})
    file = visited()
    del file.events[-1]
    ground = ReplacementGround.RECUSAL
    file.add(InspectorReplaced(replaced=PAIR[1], by="A-3", replaced_on=file.day, ground=ground, reason=""), HEAD)
    late = VisitActConfirmed(act="recheck-safety-01", certificate="A-3", confirmed_on=file.day)
    found = file.add(late, "officer-3").history()
    assert rules(found, known) == ["X-01 unlawful", "X-03 flag"]
    file.events.pop()
    assert rules(file.rechecked("safety-01").add(late, "officer-3").history(), known) == ["X-03 flag"]
