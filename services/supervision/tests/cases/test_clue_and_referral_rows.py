"""The rows of clues and referrals."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.cases import ClueRegistered, ClueSetAside, ClueTaken, ReferralAccepted, ReferralDeclined
from supervision.cases.clue_row import CLUE_ROWS
from supervision.cases.referral_row import REFERRAL_ROWS

type Builder = Callable[..., Any]


def test_a_clue_is_taken_or_set_aside(make: Builder, fold: Builder) -> None:
    """A clue that is neither stays visible as one that nobody filed (X-40)."""
    registered = make(ClueRegistered, received_on=date(2026, 9, 2))
    taken = fold(CLUE_ROWS, registered, make(ClueTaken, case="case-1"))
    assert taken.case == "case-1"
    assert {item for item in CLUE_ROWS.buckets(taken) if "/county/all" in item} == {
        "clues/county/all",
        "clues-taken/county/all",
    }
    row = fold(CLUE_ROWS, registered, make(ClueSetAside, set_aside_on=date(2026, 9, 4)))
    assert row.set_aside_on == date(2026, 9, 4)
    assert {"clues/130624100/2026-09", "clues-set-aside/130624100/2026-09"} <= CLUE_ROWS.buckets(row)
    assert fold(CLUE_ROWS, make(ClueTaken)) is fold(CLUE_ROWS, make(ClueSetAside)) is None


def test_a_referral_is_accepted_or_declined(make: Builder, fold: Builder) -> None:
    declined = fold(REFERRAL_ROWS, make(ReferralDeclined, rule="cases/limitation-passed"))
    assert declined.rule == "cases/limitation-passed"
    assert "referrals-declined/130624100/2026-09" in REFERRAL_ROWS.buckets(declined)
    accepted = fold(REFERRAL_ROWS, make(ReferralDeclined), make(ReferralAccepted, case="case-1"))
    assert (accepted.case, accepted.rule) == ("case-1", "")
    assert "referrals-accepted/130624100/2026-09" in REFERRAL_ROWS.buckets(accepted)
