"""Moments of what was sent later: what can't be, and what is to be looked at (X-41; docs/decisions/0049)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.support.inspected import clue_file, patrolled, visited
from tests.support.lawful import KNOWN, LAW
from tests.support.prosecuted import case

from contracts.cases import ActConfirmed, ClueSetAside, FilingApproved, PenaltyDecided, PriorNoticeServed
from contracts.event import Event
from contracts.inspections import (
    ItemAnswered,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    VisitActConfirmed,
    VisitApproved,
    VisitOpened,
)
from supervision.review import History, Published, review

type Rules = Callable[..., list[str]]

FOUND = ["X-41 unlawful"]


def recorded_late(history: History, kind: type[Event], late: timedelta, **more: Any) -> History:
    """The history, its first event of the kind done when it was recorded; all from then on recorded so much later."""
    moved, since = [], None
    for one in history.events:
        since = one.sequence if since is None and type(one.event) is kind else since
        if since is None:
            moved.append(one)
            continue
        told: dict[str, Any] = {"done_at": one.at, **(more if one.sequence == since else {})}
        moved.append(replace(one, at=one.at + late, event=one.event.model_copy(update=told)))
    return History(history.id, tuple(moved))


def with_moment(history: History, kind: type[Event], change: Callable[[Published[Any]], datetime]) -> History:
    """The history in which everything tells when it was done: at once, but for the last event of the kind."""
    last = [one for one in history.events if type(one.event) is kind][-1]
    events = []
    for one in history.events:
        done_at = change(one) if one is last else one.at
        known = "done_at" in type(one.event).model_fields
        events.append(replace(one, event=one.event.model_copy(update={"done_at": done_at})) if known else one)
    return History(history.id, tuple(events))


def found(history: History, words: str) -> list[str]:
    return [one.type for one in review(history, KNOWN, LAW) if words in one.what]


def earlier(**by: float) -> Callable[[Published[Any]], datetime]:
    return lambda one: one.at - timedelta(**by)


def test_what_was_done_at_once_says_so_and_is_nothing(rules: Rules) -> None:
    for file in (visited(), patrolled(), clue_file()):
        history = file.history()
        for kind in {type(one.event) for one in history.events}:
            if "done_at" in kind.model_fields:
                assert rules(with_moment(history, kind, earlier())) == []


@pytest.mark.parametrize("kind", [VisitOpened, ItemAnswered, VisitActConfirmed])
def test_a_visit_is_sent_after_the_weekend(kind: type[Event], rules: Rules) -> None:
    history = visited().history()
    late = recorded_late(history, kind, timedelta(days=3))
    assert "办理时间" not in "".join(one.what for one in review(late, KNOWN, LAW))
    assert found(recorded_late(history, kind, timedelta(days=8)), "才上报") != []


def test_a_moment_had_come_when_it_was_recorded() -> None:
    ahead = with_moment(visited().history(), ItemAnswered, earlier(minutes=-1))
    assert found(ahead, "晚于登记") == ["inspections.item-answered.v1"]


@pytest.mark.parametrize("kind", [VisitOpened, ItemAnswered, VisitActConfirmed])
def test_nothing_on_a_visit_is_before_what_it_follows(kind: type[Event]) -> None:
    early = with_moment(visited().history(), kind, earlier(days=2))
    assert kind.type in found(early, "早于其所依据的事项")


@pytest.mark.parametrize("kind", [PatrolFindingConfirmed, PatrolFindingSetAside])
def test_nothing_is_said_of_a_finding_before_it_was_seen(kind: type[Event], make: Callable[..., Any]) -> None:
    file = patrolled()
    if kind is PatrolFindingSetAside:
        file.add(make(kind, finding="patrol-1-1", set_aside_on=file.day, same_as=None, joined=()))
    early = with_moment(file.history(), kind, earlier(days=2))
    assert kind.type in found(early, "早于其所依据的事项")


def test_a_clue_is_set_aside_after_it_came_in_and_sent_within_days() -> None:
    history = clue_file(taken=False).history()
    assert found(with_moment(history, ClueSetAside, earlier(days=30)), "早于其所依据的事项") != []
    assert found(recorded_late(history, ClueSetAside, timedelta(days=4)), "才上报") == ["cases.clue-set-aside.v1"]
    assert found(recorded_late(history, ClueSetAside, timedelta(days=3)), "才上报") == []


@pytest.mark.parametrize("kind", [ActConfirmed, PriorNoticeServed])
def test_nothing_in_a_case_is_before_what_it_follows(kind: type[Event]) -> None:
    history = case().history()
    early = with_moment(history, kind, earlier(days=3))
    assert kind.type in found(early, "早于其所依据的事项")


@pytest.mark.parametrize("kind", [FilingApproved, PenaltyDecided])
def test_a_head_decides_when_it_is_recorded(kind: type[Event]) -> None:
    assert found(with_moment(case().history(), kind, earlier(hours=1)), "不属于现场办理") == [kind.type]


def test_so_does_the_head_who_approves_a_visit() -> None:
    early = with_moment(visited().history(), VisitApproved, earlier(hours=1))
    assert found(early, "不属于现场办理") == ["inspections.visit-approved.v1"]


def test_a_wrong_clock_is_shown(rules: Rules) -> None:
    history = recorded_late(visited().history(), ItemAnswered, timedelta(), clock_ahead=86_400)
    assert rules(history) == ["X-41 flag"]
    assert found(history, "手机的时钟快 1 天") == ["inspections.item-answered.v1"]
    behind = recorded_late(visited().history(), ItemAnswered, timedelta(), clock_ahead=-420)
    assert found(behind, "慢 7 分钟") == ["inspections.item-answered.v1"]


def test_a_decision_soon_after_a_notice_was_sent_is_shown() -> None:
    """The party was told on its day; whether it was, nobody but the two officers saw."""
    history = case(waived=False).history()
    told = history.of(PriorNoticeServed)[-1]
    decided = history.of(PenaltyDecided)[-1]
    late = decided.at - timedelta(days=2) - told.at
    events = []
    for one in history.events:
        if told.sequence <= one.sequence < decided.sequence:
            event = one.event.model_copy(update={"done_at": one.at})
            one = replace(one, at=max(one.at, told.at + late), event=event)
        events.append(one)
    assert found(History(history.id, tuple(events)), "请核实告知的日期") == ["cases.penalty-decided.v1"]
