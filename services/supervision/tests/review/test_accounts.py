"""Histories of accounts, tasks and lists of powers: their smallest unlawful neighbours (X-01, X-02, X-04, X-41)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.support.lawful import BODY, CERTIFICATES, FIRM, KNOWN, MARK, PAIR, SECOND_FIRM, File, published
from tests.support.neighbours import changed, recorded, repeated, without

from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.identity import (
    AccountClosed,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    LoginOpened,
    LoginReset,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    ResetAsked,
    RolesAsked,
    RolesChanged,
    SessionEnd,
    SessionsEnded,
)
from contracts.supervision import TaskCompleted, TaskIssued, TaskKind, TaskOverdue
from contracts.values import Role
from supervision.review import Elsewhere, History

type Change = Callable[[History], History]
type Rules = Callable[..., list[str]]

ADMINISTRATOR, SECOND, COUNTY = "officer-administrator", "officer-second", "130624-county"
YESTERDAY = date(2026, 3, 1)


def account_file() -> File:
    """An account from its opening to its closing, with all that may lawfully happen to it."""
    file = File("officer-1")

    def add(*events: object) -> None:
        for event in events:
            file.add(event, SECOND if isinstance(event, LoginReset) else ADMINISTRATOR, COUNTY)  # type: ignore[arg-type]

    add(published(OfficerRegistered, body=BODY, township=BODY, roles=(Role.OFFICER,), mark=MARK))
    certified = published(
        OfficerCertified,
        certificate="A-9",
        body=BODY,
        township=BODY,
        valid_from=file.day,
        valid_until=date(2029, 1, 1),
        fields=(),
        issued_on=file.day,
        recorded_on=file.day,
    )
    file.add(certified, ADMINISTRATOR, COUNTY)
    file.add(LoginOpened(opened_on=file.day, by=SECOND, registered_by=ADMINISTRATOR), SECOND, COUNTY)
    file.wait(1)
    add(published(CertificateSuspended, certificate="A-9", effective_from=file.day))
    add(CertificateReinstated(certificate="A-9", effective_from=file.day + timedelta(days=7)))
    add(published(ResetAsked, by=ADMINISTRATOR, asked_on=file.day))
    add(LoginReset(by=SECOND, asked_by=ADMINISTRATOR, alone=False, reset_on=file.day))
    add(SessionsEnded(session=1, why=SessionEnd.RESET))
    add(RolesChanged(roles=(Role.OFFICER, Role.CAPTAIN)), SessionsEnded(session=2, why=SessionEnd.ROLES))
    add(RolesAsked(roles=(Role.HEAD,), by=ADMINISTRATOR, asked_on=file.day))
    file.add(RolesChanged(roles=(Role.HEAD,), by=SECOND, asked_by=ADMINISTRATOR), SECOND, COUNTY)
    add(SessionsEnded(session=3, why=SessionEnd.ROLES))
    file.wait(9)
    add(published(AccountClosed, closed_on=file.day))
    add(published(CertificateWithdrawn, certificate="A-9", effective_from=file.day))
    add(SessionsEnded(session=4, why=SessionEnd.CLOSED))
    return file


def task_file() -> File:
    file = File("task-1")
    until = file.day + timedelta(days=7)
    issued = TaskIssued(
        kind=TaskKind.VISIT,
        township=BODY,
        body=BODY,
        officers=PAIR,
        instruction="到企业核查",
        issued_on=file.day,
        due_on=until,
        firm=FIRM,
        item_lists=("fire",),
    )
    file.add(issued, "officer-supervisor", "130624-justice")
    file.wait(8)
    file.add(TaskOverdue(until=until, noticed_on=file.day), "system", COUNTY)
    return file.add(TaskCompleted(completed_on=file.day))


def list_file() -> File:
    file = File("power-EN-04")
    listed = PowerConfirmed(
        power="EN-04",
        townships=(BODY,),
        valid_from=file.day + timedelta(days=1),
        valid_until=None,
        source="赋权清单",
        sample=False,
        document="阜政发〔2026〕3号",
        published_on=file.day,
        recorded_on=file.day,
    )
    file.add(listed, "officer-supervisor", "130624-justice")
    file.wait(2)
    file.add(
        PowerRecalled(power="EN-04", effective_from=file.day, source="调整"), "officer-supervisor", "130624-justice"
    )
    return file


def as_another(history: History, by: str) -> History:
    """Return the history with a reset by this administrator."""
    return recorded(changed(history, LoginReset, by=by), LoginReset, actor=by)


def opened_by(history: History, by: str) -> History:
    """Return the history with a login that this administrator opened."""
    return recorded(changed(history, LoginOpened, by=by), LoginOpened, actor=by)


ACCOUNTS: list[tuple[str, Change]] = [
    ("X-41 unlawful", lambda file: changed(file, OfficerRegistered, roles=(Role.OFFICER, Role.HEAD))),
    ("X-41 unlawful", lambda file: changed(file, RolesChanged, 0, roles=(Role.LEGAL_REVIEWER, Role.HEAD))),
    ("X-02 unlawful", lambda file: changed(file, OfficerCertified, body="130624101")),
    ("X-41 unlawful", lambda file: changed(file, OfficerCertified, valid_from=YESTERDAY)),
    ("X-41 unlawful", lambda file: changed(file, OfficerCertified, valid_until=YESTERDAY)),
    ("X-41 unlawful", lambda file: changed(file, OfficerCertified, valid_until=date(2036, 3, 3))),
    ("X-41 unlawful", lambda file: changed(file, OfficerCertified, recorded_on=YESTERDAY)),
    ("X-41 unlawful", lambda file: changed(file, CertificateSuspended, effective_from=YESTERDAY)),
    ("X-02 unlawful", lambda file: without(file, CertificateSuspended)),
    ("X-02 unlawful", lambda file: repeated(file, CertificateSuspended)),
    ("X-02 unlawful", lambda file: changed(file, CertificateWithdrawn, certificate="A-8")),
    ("X-02 unlawful", lambda file: without(file, CertificateWithdrawn)),
    ("X-02 unlawful", lambda file: repeated(file, CertificateWithdrawn)),
    ("X-41 flag", lambda file: recorded(file, OfficerCertified, actor="officer-1")),
    ("X-41 flag", lambda file: recorded(file, CertificateReinstated, actor="officer-1")),
    ("X-41 flag", lambda file: recorded(file, RolesChanged, 0, actor="officer-1")),
    ("X-41 unlawful", lambda file: repeated(file, LoginOpened)),
    ("X-41 unlawful", lambda file: opened_by(file, ADMINISTRATOR)),
    ("X-41 flag", lambda file: changed(opened_by(file, ADMINISTRATOR), LoginOpened, alone=True)),
    ("X-41 unlawful", lambda file: changed(file, LoginOpened, registered_by=SECOND)),
    ("X-41 unlawful", lambda file: without(file, ResetAsked)),
    ("X-41 unlawful", lambda file: changed(file, LoginReset, asked_by=SECOND)),
    ("X-41 unlawful", lambda file: changed(file, LoginReset, alone=True)),
    ("X-41 unlawful", lambda file: as_another(file, ADMINISTRATOR)),
    ("X-41 flag", lambda file: changed(as_another(file, ADMINISTRATOR), LoginReset, alone=True)),
    ("X-41 unlawful", lambda file: without(file, SessionsEnded)),
    ("X-41 unlawful", lambda file: changed(file, SessionsEnded, session=2)),
    ("X-41 unlawful", lambda file: changed(file, LoginOpened, opened_on=YESTERDAY)),
    ("X-41 unlawful", lambda file: without(file, RolesAsked)),
    ("X-41 unlawful", lambda file: changed(file, RolesAsked, roles=(Role.SUPERVISOR,))),
    ("X-41 unlawful", lambda file: changed(file, RolesAsked, by=SECOND)),
    ("X-41 unlawful", lambda file: recorded(file, RolesAsked, actor=SECOND)),
    ("X-41 unlawful", lambda file: changed(file, RolesAsked, asked_on=YESTERDAY)),
    ("X-41 unlawful", lambda file: recorded(file, RolesChanged, actor=ADMINISTRATOR)),
    ("X-41 unlawful", lambda file: changed(file, RolesChanged, alone=True)),
    ("X-41 unlawful", lambda file: changed(file, RolesChanged, asked_by=None)),
]
TASKS: list[tuple[str, Change]] = [
    ("X-01 unlawful", lambda file: changed(file, TaskIssued, officers=PAIR[:1])),
    ("X-02 unlawful", lambda file: changed(file, TaskIssued, kind=TaskKind.REPORT, officers=("A-7",))),
    ("X-04 unlawful", lambda file: changed(file, TaskIssued, township="130624101")),
    ("X-34 unlawful", lambda file: changed(file, TaskIssued, item_lists=())),
    ("X-41 unlawful", lambda file: changed(file, TaskIssued, due_on=YESTERDAY)),
    ("X-41 unlawful", lambda file: changed(file, TaskIssued, due_on=date(2026, 9, 2))),
    ("X-41 unlawful", lambda file: changed(file, TaskOverdue, until=date(2026, 3, 10))),
    ("X-41 unlawful", lambda file: repeated(file, TaskCompleted)),
]
LISTS: list[tuple[str, Change]] = [
    ("X-04 unlawful", lambda file: changed(file, PowerConfirmed, townships=())),
    ("X-04 unlawful", lambda file: changed(file, PowerConfirmed, valid_until=YESTERDAY)),
    ("X-04 unlawful", lambda file: changed(file, PowerConfirmed, sample=True)),
    ("X-41 unlawful", lambda file: changed(file, PowerConfirmed, valid_from=YESTERDAY)),
    ("X-41 unlawful", lambda file: changed(file, PowerConfirmed, published_on=date(2026, 3, 3))),
    ("X-41 unlawful", lambda file: changed(file, PowerConfirmed, document=None)),
    ("X-41 unlawful", lambda file: changed(file, PowerConfirmed, document="阜政发〔2024〕3号")),
    ("X-04 unlawful", lambda file: repeated(file, PowerRecalled)),
    ("X-04 unlawful", lambda file: without(file, PowerConfirmed)),
    ("X-04 unlawful", lambda file: changed(file, PowerRecalled, power="CG-02")),
]


def test_the_files_themselves_are_lawful(rules: Rules) -> None:
    assert [rules(file().history()) for file in (account_file, task_file, list_file)] == [[], [], []]


@pytest.mark.parametrize(("rule", "change"), ACCOUNTS)
def test_the_neighbours_of_a_lawful_account(rule: str, change: Change, rules: Rules) -> None:
    assert rules(change(account_file().history())) == [rule]


@pytest.mark.parametrize(("rule", "change"), TASKS)
def test_the_neighbours_of_a_lawful_task(rule: str, change: Change, rules: Rules) -> None:
    assert rules(change(task_file().history())) == [rule]


@pytest.mark.parametrize(("rule", "change"), LISTS)
def test_the_neighbours_of_a_lawful_list(rule: str, change: Change, rules: Rules) -> None:
    assert rules(change(list_file().history())) == [rule]


def test_a_list_reaches_back_behind_no_recall(rules: Rules) -> None:
    file = list_file()
    (first,) = (one.event for one in file.history().of(PowerConfirmed))
    file.wait(1)
    file.add(first.model_copy(update={"recorded_on": file.day}), "officer-supervisor", "130624-justice")
    assert rules(file.history()) == ["X-04 unlawful"]


def test_a_recall_is_of_no_day_that_has_passed(rules: Rules) -> None:
    file = File("power-EN-03")
    file.add(
        PowerRecalled(power="EN-03", effective_from=YESTERDAY, source="调整"), "officer-supervisor", "130624-justice"
    )
    assert rules(file.history()) == ["X-41 unlawful"]


def test_one_human_being_has_one_account_and_a_certificate_one_holder(rules: Rules) -> None:
    file, before = account_file().history(), datetime(2026, 1, 1, tzinfo=UTC)
    known = replace(
        KNOWN, accounts={MARK: (Elsewhere(id="officer-0", at=before), Elsewhere(id="officer-1", at=before))}
    )
    assert rules(file, known) == ["X-01 unlawful"]
    (other,) = CERTIFICATES[PAIR[0]]
    assert rules(file, replace(KNOWN, certificates={"A-9": (other,)})) == ["X-02 unlawful"]


def test_an_account_is_of_one_human_being(rules: Rules) -> None:
    file = File("officer-1")
    file.add(published(OfficerRegistered, body=BODY, township=BODY, roles=(Role.OFFICER,), mark=MARK))
    assert rules(file.add(published(OfficerIdentified, mark=MARK)).history()) == []
    assert rules(file.add(published(OfficerIdentified, mark="e" * 64)).history()) == ["X-01 unlawful"]


def test_what_was_taken_away_or_suspended_is_not_given_again(rules: Rules) -> None:
    file = account_file()
    first = next(one.event for one in file.history().of(OfficerCertified))
    del file.events[-3:]
    again = first.model_copy(update={"recorded_on": file.day})
    file.add(published(CertificateWithdrawn, certificate="A-9", effective_from=file.day), ADMINISTRATOR, COUNTY)
    assert rules(file.history()) == []
    assert rules(file.add(again, ADMINISTRATOR, COUNTY).history()) == ["X-02 unlawful"]
    file.events[-2:] = []
    file.add(published(CertificateSuspended, certificate="A-9", effective_from=file.day), ADMINISTRATOR, COUNTY)
    file.add(again.model_copy(update={"certificate": "A-10"}), ADMINISTRATOR, COUNTY)
    assert rules(file.history()) == ["X-02 unlawful"]


def test_after_its_closing_nothing_is_recorded_of_an_account(rules: Rules) -> None:
    file = account_file()
    file.add(published(ResetAsked, by=ADMINISTRATOR, asked_on=file.day), ADMINISTRATOR, COUNTY)
    assert rules(file.history()) == ["X-41 unlawful"]


def test_a_report_of_one_officer_is_lawful(rules: Rules) -> None:
    report: dict[str, Any] = {"kind": TaskKind.REPORT, "officers": PAIR[:1], "item_lists": (), "firm": SECOND_FIRM}
    assert rules(changed(task_file().history(), TaskIssued, **report)) == []
