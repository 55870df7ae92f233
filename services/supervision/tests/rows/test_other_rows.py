"""Rows of draws, attempts, clues, referrals, tasks, firms, officers and powers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.attempts import AttemptRefused
from contracts.cases import (
    ClueRegistered,
    ClueSetAside,
    ClueTaken,
    PowerConfirmed,
    PowerRecalled,
    ReferralAccepted,
    ReferralDeclined,
)
from contracts.credit import FirmRegistered, TierChanged
from contracts.envelope import Envelope
from contracts.identity import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.inspections import DrawHeld, DrawSealed
from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskOverdue
from contracts.values import Tier
from supervision.rows import (
    ATTEMPT_ROWS,
    CLUE_ROWS,
    DRAW_ROWS,
    FIRM_ROWS,
    OFFICER_ROWS,
    POWER_ROWS,
    REFERRAL_ROWS,
    TASK_ROWS,
)

type Builder = Callable[..., Any]


def test_a_draw_counts_once_it_was_held(make: Builder, fold: Builder) -> None:
    sealed = make(DrawSealed, wanted=40)
    assert DRAW_ROWS.buckets(fold(DRAW_ROWS, sealed)) == frozenset()
    held = fold(DRAW_ROWS, sealed, make(DrawHeld, held_on=date(2026, 9, 3)))
    assert (held.wanted, held.drawn) == (40, 1)
    assert DRAW_ROWS.buckets(held) == {"draws/county/2026-09", "draws/county/all"}
    assert fold(DRAW_ROWS, make(DrawHeld)) is None


def test_an_attempt_counts_as_such_and_by_rule_in_the_persons_township(make: Builder, fold: Builder) -> None:
    row = fold(ATTEMPT_ROWS, make(AttemptRefused, rule="cases/one-officer", refused_on=date(2026, 9, 5)))
    assert (row.township, row.agency, row.month) == ("130624100", "130624100", "2026-09")
    assert {"refused/130624100/2026-09", "refused/130624100/2026-09/cases/one-officer"} <= ATTEMPT_ROWS.buckets(row)


@pytest.mark.parametrize(
    ("agency", "township", "expected"),
    [("130624101", "", "130624101"), ("130624-fire", "", None), ("130624-fire", "130624102", "130624102")],
)
def test_an_attempt_of_a_county_body_belongs_to_no_township(
    make: Builder, envelope: Callable[..., Envelope], agency: str, township: str, expected: str | None
) -> None:
    event = make(AttemptRefused)
    row = ATTEMPT_ROWS.advance(None, event, envelope(event, 1, agency=agency, township=township))
    assert row
    assert row.township == expected
    assert any("/county/" in bucket for bucket in ATTEMPT_ROWS.buckets(row))


def test_a_clue_is_taken_or_set_aside(make: Builder, fold: Builder) -> None:
    registered = make(ClueRegistered, received_on=date(2026, 9, 2))
    taken = fold(CLUE_ROWS, registered, make(ClueTaken, case="case-1"))
    assert taken.case == "case-1"
    assert {it for it in CLUE_ROWS.buckets(taken) if "/county/all" in it} == {
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


def test_a_task_counts_when_issued_and_when_settled(make: Builder, fold: Builder) -> None:
    issued = make(TaskIssued, issued_on=date(2026, 9, 1))
    done = fold(TASK_ROWS, issued, make(TaskOverdue), make(TaskCompleted, completed_on=date(2026, 10, 1)))
    assert {it for it in TASK_ROWS.buckets(done) if "/130624100/20" in it} == {
        "tasks-issued/130624100/2026-09",
        "tasks-completed/130624100/2026-10",
    }
    assert "tasks-failed/130624100/2026-09" in TASK_ROWS.buckets(fold(TASK_ROWS, issued, make(TaskFailed)))
    assert fold(TASK_ROWS, make(TaskCompleted)) is fold(TASK_ROWS, make(TaskFailed)) is None


def test_a_firm_has_its_township_and_its_newest_class(make: Builder, fold: Builder) -> None:
    row = fold(FIRM_ROWS, make(FirmRegistered, tier="B"), make(TierChanged, tier="C"))
    assert (row.code, row.township, row.tier) == ("91350100M000100Y43", "130624100", Tier.C)
    assert fold(FIRM_ROWS, make(TierChanged)) is None


def test_an_officers_certificate_counts_on_its_days(make: Builder, fold: Builder) -> None:
    day = date(2026, 9, 10)
    history = [make(OfficerRegistered), make(RolesChanged), make(OfficerCertified)]
    assert fold(OFFICER_ROWS, *history).certified(day)
    history.append(make(CertificateSuspended, effective_from=day))
    assert not fold(OFFICER_ROWS, *history).certified(day)
    history.append(make(CertificateReinstated, effective_from=day))
    assert fold(OFFICER_ROWS, *history).certified(day)
    assert not fold(OFFICER_ROWS, *history, make(CertificateWithdrawn, effective_from=day)).certified(day)


def test_a_power_is_in_force_where_and_while_it_was_confirmed(make: Builder, fold: Builder) -> None:
    confirmed = make(
        PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None, laws=("消防法",)
    )
    row = fold(POWER_ROWS, confirmed)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert row.laws == ("消防法",)
    assert row.in_force("130624100", *year)
    assert row.in_force(None, *year)
    assert not row.in_force("130624101", *year)
    assert not row.in_force("130624100", date(2025, 1, 1), date(2025, 12, 31))

    recalled = fold(POWER_ROWS, confirmed, make(PowerRecalled, effective_from=date(2026, 7, 1)))
    assert recalled.in_force("130624100", date(2026, 6, 30), date(2026, 8, 1))
    assert not recalled.in_force("130624100", date(2026, 7, 1), date(2026, 8, 1))
    assert fold(POWER_ROWS, make(PowerRecalled)) is None


def test_a_new_list_takes_the_place_of_the_one_before(make: Builder, fold: Builder) -> None:
    row = fold(
        POWER_ROWS,
        make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None),
        make(PowerConfirmed, townships=("130624101",), valid_from=date(2026, 7, 1), valid_until=date(2026, 9, 30)),
    )
    assert row.in_force("130624100", date(2026, 6, 30), date(2026, 6, 30))
    assert not row.in_force("130624100", date(2026, 7, 1), date(2026, 12, 31))
    assert row.in_force("130624101", date(2026, 7, 1), date(2026, 7, 1))
    assert not row.in_force("130624101", date(2026, 10, 1), date(2026, 12, 31))


def test_a_power_recalled_before_it_began_was_never_in_force(make: Builder, fold: Builder) -> None:
    later = make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 9, 1), valid_until=None)
    row = fold(POWER_ROWS, later, make(PowerRecalled, effective_from=date(2026, 7, 1)))
    assert not row.in_force("130624100", date(2026, 1, 1), date(2026, 12, 31))


def test_a_power_confirmed_from_the_first_day_of_all_takes_the_place_of_every_other(
    make: Builder, fold: Builder
) -> None:
    """There is no day before it: a slip of the pen must not stop the row."""
    confirmed = make(PowerConfirmed, townships=("130624100",), valid_from=date(2026, 1, 1), valid_until=None)
    slip = make(PowerConfirmed, townships=("130624101",), valid_from=date.min, valid_until=None)
    row = fold(POWER_ROWS, confirmed, slip)
    assert [grant.townships for grant in row.grants] == [("130624101",)]
