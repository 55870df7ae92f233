"""Reactions to imports, visits and cases, and to credit's own entries."""

import asyncio
from datetime import date, timedelta
from itertools import batched

from chassis.consuming import Reactions
from contracts.cases import ActConfirmed, CaseClosed, PaymentOverdue, PaymentOverdueLifted, PenaltyDecided
from contracts.credit import EntryRecorded, EntryVoided, FirmsImported
from contracts.inspections import (
    TermRechecked,
    UnmetReason,
    VisitActConfirmed,
    VisitConcluded,
    VisitResult,
    VisitUnmet,
)
from contracts.origin import Origin
from contracts.values import SocialCreditCode
from credit.ledger.domain import RecordFact, RecordPenalty, VoidEntry
from credit.scoring.domain.model import ScoredFact
from credit.service import Service

reaction = Reactions[Service]()

BATCH_SIZE = 16

RESULTS = {
    VisitResult.CLEAN: ScoredFact.VISIT_CLEAN,
    VisitResult.RECTIFIED: ScoredFact.VISIT_RECTIFIED,
    VisitResult.ORDERED: ScoredFact.VISIT_ORDERED,
    VisitResult.REFERRED: ScoredFact.VISIT_REFERRED,
}
UNMET = {
    UnmetReason.NOT_FOUND: ScoredFact.VISIT_NOT_FOUND,
    UnmetReason.CLOSED: ScoredFact.VISIT_CLOSED,
    UnmetReason.REFUSED: ScoredFact.VISIT_REFUSED,
}


@reaction
async def firms_imported(event: FirmsImported, who: Origin, service: Service) -> None:
    """Register the rows, a batch at a time; the first failure of a batch is raised after all of it has ended."""
    file = await service.imports.files.read(event.file)
    for batch in batched(file.rows, BATCH_SIZE, strict=False):
        registering = [service.firms.register_imported(row.firm, who) for row in batch]
        outcomes = await asyncio.gather(*registering, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome


@reaction
async def entry_recorded(event: EntryRecorded, who: Origin, service: Service) -> None:
    await service.firms.assess_after(event.firm, event.happened_on, who)


@reaction
async def entry_voided(event: EntryVoided, who: Origin, service: Service) -> None:
    await service.firms.assess_after(event.firm, event.voided_on, who)


@reaction
async def visit_concluded(event: VisitConcluded, who: Origin, service: Service) -> None:
    await record(service, event.firm, RESULTS[event.result], event.concluded_on, who)


@reaction
async def visit_unmet(event: VisitUnmet, who: Origin, service: Service) -> None:
    await record(service, event.firm, UNMET[event.reason], event.unmet_on, who)


@reaction
async def term_rechecked(event: TermRechecked, who: Origin, service: Service) -> None:
    """Record a re-check of before, which names no officer; any other waits for the second officer."""
    if event.officer is None:
        await record_rechecks(f"recheck-{event.item}", who, service)


@reaction
async def visit_act_confirmed(event: VisitActConfirmed, who: Origin, service: Service) -> None:
    """Record the re-check that the second officer confirmed, if the act is one (APL 42)."""
    await record_rechecks(event.act, who, service)


@reaction
async def act_confirmed(event: ActConfirmed, who: Origin, service: Service) -> None:
    """Record the re-check that the second officer confirmed, if the act is one (APL 42)."""
    found = await service.cases.find(who.subject)
    for noted in found.row.rechecks if found else ():
        if noted.act == event.act and noted.firm:
            await record(service, noted.firm, recheck(noted.fulfilled), noted.on, who)


@reaction
async def penalty_decided(event: PenaltyDecided, who: Origin, service: Service) -> None:
    """Record the penalty of a firm; persons have no ledger."""
    if event.firm:
        command = RecordPenalty(
            firm=event.firm,
            fine=event.fine,
            sanctions=event.sanctions,
            happened_on=event.decided_on,
            source=who.source,
        )
        await service.ledgers.record_penalty(command, who)


@reaction
async def payment_overdue(event: PaymentOverdue, who: Origin, service: Service) -> None:
    found = await service.cases.find(who.subject)
    if found and found.row.penalised:
        first_late_day = event.until + timedelta(days=1)
        await record(service, found.row.penalised, ScoredFact.PAYMENT_OVERDUE, first_late_day, who)


@reaction
async def payment_overdue_lifted(event: PaymentOverdueLifted, who: Origin, service: Service) -> None:
    """Give back the points of a payment that proved to be in time."""
    found = await service.cases.find(who.subject)
    for entry in await service.firms.facts.entries.of(found.row.penalised) if found and found.row.penalised else ():
        if entry.rule == ScoredFact.PAYMENT_OVERDUE and entry.source.rpartition(":")[0] == who.subject:
            command = VoidEntry(firm=entry.firm, entry=entry.source, source=who.source, on=event.lifted_on)
            await service.ledgers.void(command, entry.year, who)


@reaction
async def case_closed(event: CaseClosed, who: Origin, service: Service) -> None:
    """Credit a penalty that was performed in time; enforcement that ended with something open is no performance."""
    found = await service.cases.find(who.subject)
    if found and found.row.penalised and not found.row.overdue and not found.row.unperformed:
        await record(service, found.row.penalised, ScoredFact.PENALTY_PERFORMED, event.closed_on, who)


async def record_rechecks(act: str, who: Origin, service: Service) -> None:
    """Record what both officers saw of an order; the entry's source is the re-check, whichever event lets it count."""
    found = await service.visits.find(who.subject)
    if found is None:
        return
    for noted in found.row.rechecks:
        if noted.act == act and noted.confirmed:
            await record(service, found.row.firm, recheck(noted.fulfilled), noted.on, who, source=noted.source)


async def record(
    service: Service, firm: SocialCreditCode, fact: ScoredFact, on: date, who: Origin, *, source: str | None = None
) -> None:
    command = RecordFact(firm=firm, fact=fact, happened_on=on, source=source or who.source)
    await service.ledgers.record_fact(command, who)


def recheck(fulfilled: bool) -> ScoredFact:
    return ScoredFact.ORDER_FULFILLED if fulfilled else ScoredFact.ORDER_UNFULFILLED
