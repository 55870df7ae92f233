"""For any steps in any order, a decided penalty was notified, could be answered, and was found by two officers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.case.domain import act, notice
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    DefenceWaived,
    EvidenceTaken,
    FinePaid,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
)
from contracts.refusal import Refusal

A, B, C = "HB-1001", "HB-1002", "HB-1003"
OTHER_ACT = "c" * 64


@dataclass
class Walk:
    """A course with a log of its events and their days, against which the checks compare."""

    course: Any
    log: list[Any] = field(default_factory=list)
    days: list[Any] = field(default_factory=list)

    def attempt(self, step: Callable[[Any], object]) -> None:
        before = self.course.case, len(self.log)
        land = self.course.land

        def witness(events: list[Any]) -> Any:
            self.log += events
            self.days += [self.course.on] * len(events)
            return land(events)

        self.course.land = witness
        try:
            step(self.course)
        except Refusal:
            self.course.case = before[0]
            del self.log[before[1] :], self.days[before[1] :]
        finally:
            self.course.land = land


def confirm_by(number: str) -> Callable[[Any], object]:
    def step(course: Any) -> None:
        """The newest act only, so that a refusal undoes nothing else."""
        open_acts = [done for done in course.case.acts if not course.case.is_confirmed(done)]
        for waiting in open_acts[-1:]:
            course.do(act.confirm_act, act.ConfirmAct(act=waiting.act), caller=number)

    return step


def notify_by(officers: tuple[str, ...]) -> Callable[[Any], object]:
    def step(course: Any) -> None:
        command = notice.ServePriorNotice(fine=1_000_00, reasons="焚烧轮胎", officers=officers)
        course.do(notice.serve_prior_notice, command)

    return step


STEPS: dict[str, Callable[[Any], object]] = {
    "identify": lambda course: course.identify(),
    "identify somebody else": lambda course: course.identify(act_mark=OTHER_ACT),
    "take evidence": lambda course: course.take_evidence(),
    "order": lambda course: course.order(days=2),
    "recheck: done": lambda course: course.recheck(True),
    "recheck: not done": lambda course: course.recheck(False),
    "notify": lambda course: course.notify(1_500_00),
    "notify of less": lambda course: course.notify(500_00),
    "notify alone": notify_by((A, A)),
    "defend": lambda course: course.defend(),
    "waive": lambda course: course.waive(),
    "confirm": confirm_by(B),
    "confirm the own act": confirm_by(A),
    "confirm as a stranger": confirm_by(C),
    "decide": lambda course: course.decide(1_000_00),
    "decide less": lambda course: course.decide(500_00),
    "decide for somebody else": lambda course: course.decide(500_00, claim=OTHER_ACT),
    "decide too much": lambda course: course.decide(2_500_00),
    "decide none": lambda course: course.decide_none(),
    "withdraw": lambda course: course.withdraw(),
    "serve": lambda course: course.serve(),
    "pay": lambda course: course.pay(500_00, receipt=f"P-{course.steps}"),
    "close": lambda course: course.close(),
    "wait a day": lambda course: course.later(1),
    "wait a fortnight": lambda course: course.later(14),
}
BY_WAIVER = ["identify", "take evidence", "confirm", "notify", "confirm", "waive", "confirm", "decide"]
BY_WAITING = ["identify", "take evidence", "confirm", "notify", "confirm", "wait a fortnight", "decide"]
TO_THE_END = ["serve", "confirm", "pay", "pay", "close"]
ANY = st.sampled_from(list(STEPS))


@st.composite
def walks(draw: st.DrawFn) -> list[str]:
    """Draw a lawful course from which steps are left out, and into which others are put."""
    way = draw(st.sampled_from([BY_WAIVER, BY_WAITING])) + TO_THE_END
    left_out = draw(st.sets(st.integers(0, len(way) - 1), max_size=3))
    steps = [step for place, step in enumerate(way) if place not in left_out]
    for step in draw(st.lists(ANY, max_size=8)):
        steps.insert(draw(st.integers(0, len(steps))), step)
    return steps


def walked(new_course: Any, steps: list[str]) -> Walk:
    walk = Walk(new_course())
    walk.attempt(lambda course: course.file())
    for step in steps:
        walk.attempt(STEPS[step])
    return walk


def last(log: list[Any], kind: type) -> int:
    """Return the place of the newest fact of a kind."""
    return max((place for place, event in enumerate(log) if isinstance(event, kind)), default=-1)


def found_by_two(log: list[Any], fact: Any) -> bool:
    confirmations = [entry for entry in log if isinstance(entry, ActConfirmed) and entry.act == fact.act]
    return len(set(fact.officers)) > 1 and any(
        confirmation.certificate in fact.officers[1:] for confirmation in confirmations
    )


def check_penalty(walk: Walk, place: int) -> None:
    before, day, penalty = walk.log[:place], walk.days[place], walk.log[place]
    told_at = last(before, PriorNoticeServed)
    told = before[told_at]
    marks = [event.act_mark for event in before[last(before, PartyIdentified) :] if isinstance(event, PartyIdentified)]
    others = [
        at for at, event in enumerate(before) if isinstance(event, PartyIdentified) and event.act_mark != marks[-1]
    ]
    assert told_at > max(others, default=-1), "the party that is punished was told"
    assert found_by_two(before, told)
    assert any(found_by_two(before, event) for event in before if isinstance(event, EvidenceTaken))
    waivers = [event for event in before[told_at:] if isinstance(event, DefenceWaived) and found_by_two(before, event)]
    assert day > told.defence_until or waivers
    assert 500_00 <= penalty.fine <= min(told.proposed_fine, 2_000_00)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(walks())
def test_no_order_of_attempts_reaches_an_unlawful_penalty(new_course: Any, steps: list[str]) -> None:
    walk = walked(new_course, steps)
    decided = [place for place, event in enumerate(walk.log) if isinstance(event, PenaltyDecided)]
    assert len(decided) <= 1
    for place in decided:
        check_penalty(walk, place)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(walks())
def test_no_order_of_attempts_closes_a_case_with_something_open(new_course: Any, steps: list[str]) -> None:
    walk = walked(new_course, steps)
    for place, event in enumerate(walk.log):
        if isinstance(event, CaseClosed):
            paid = sum(entry.amount for entry in walk.log[:place] if isinstance(entry, FinePaid))
            fines = [entry.fine for entry in walk.log[:place] if isinstance(entry, PenaltyDecided)]
            assert paid == sum(fines)
            assert place == len(walk.log) - 1, "nothing follows"


def test_the_walk_can_reach_a_penalty_and_a_closing(new_course: Any) -> None:
    """Else the two properties above would say nothing."""
    for way in (BY_WAIVER, BY_WAITING):
        walk = walked(new_course, way + TO_THE_END)
        assert isinstance(walk.log[-1], CaseClosed)
