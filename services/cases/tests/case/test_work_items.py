"""The next step and its actor, all along a case."""

from dataclasses import replace
from datetime import date
from typing import Any

from cases.case.domain import work_items

A, B, HEAD = "HB-1001", "HB-1002", "head@130624100"


def waiting(course: Any) -> list[tuple[str, str]]:
    return [(item.who, item.what) for item in work_items.work_items(course.case)]


def both(step: str) -> list[tuple[str, str]]:
    return [(A, step), (B, step)]


def test_a_case_is_always_somebodys_move_until_it_ends(course: Any) -> None:
    assert waiting(course.file()) == both("identify-party")
    assert waiting(course.identify()) == both("take-evidence")
    assert waiting(course.take_evidence()) == [(B, "confirm-act")]
    assert waiting(course.confirm()) == both("order-correction")
    assert waiting(course.forgo()) == [(B, "confirm-act")]
    assert waiting(course.confirm()) == both("serve-prior-notice")
    assert waiting(course.notify()) == [(B, "confirm-act")]
    assert waiting(course.confirm()) == [(HEAD, "decide-penalty")]
    assert waiting(course.waive()) == [(B, "confirm-act"), (HEAD, "decide-penalty")]
    assert waiting(course.confirm().decide()) == both("serve-decision")
    assert waiting(course.serve()) == [(B, "confirm-act")]
    assert waiting(course.confirm()) == both("record-payment")
    assert waiting(course.pay()) == [(HEAD, "close-case")]
    assert waiting(course.close()) == []


def test_the_head_is_asked_to_approve_the_filing(course: Any) -> None:
    """Investigating goes on meanwhile, and stops at the notice."""
    course.investigated().forgo().confirm()
    course.case = replace(course.case, filing_approved=None)
    assert waiting(course) == [(HEAD, "approve-filing")]
    assert waiting(course.returned()) == both("hand-in-filing")
    assert waiting(course.hand_in()) == [(HEAD, "approve-filing")]
    assert waiting(course.approve()) == both("serve-prior-notice")


def test_an_order_is_looked_after_until_it_is_fulfilled(course: Any) -> None:
    course.investigated().order(days=3)
    assert (B, "confirm-act") in waiting(course)
    course.confirm()
    assert [item.until for item in work_items.work_items(course.case) if item.what == "recheck-correction"] == [
        date(2026, 9, 4)
    ] * 2
    course.later(4).recheck(False)
    assert "recheck-correction" not in {what for _, what in waiting(course)}
    course.confirm()
    assert "recheck-correction" in {what for _, what in waiting(course)}
    course.recheck(True, shown="f" * 64).confirm()
    assert "recheck-correction" not in {what for _, what in waiting(course)}


def test_moves_before_the_decision_carry_its_term(course: Any) -> None:
    assert {item.until for item in work_items.work_items(course.file().case)} == {date(2026, 11, 30)}


def test_a_struck_case_is_nobodys_move(course: Any) -> None:
    assert waiting(course.file().withdraw()) == []
