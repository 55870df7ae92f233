"""Gathering the facts of a decision on a visit: one way, whether they are read from stores or were told before."""

from collections.abc import Collection, Iterable
from typing import Protocol

from contracts.judging import Account, ByBody, ByCertificate
from contracts.origin import Origin
from contracts.values import BodyCode, CertificateNumber, PersonId, Sha256
from inspections.days.inspection_terms import check_done_at
from inspections.officers.domain import humans_in
from inspections.visits.domain.facts import Facts, Published, VisitCommand
from inspections.visits.domain.offers import Desk
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit


class Sources(Protocol):
    """Where facts are found; each is asked only where a command needs what it knows."""

    @property
    def published(self) -> Published: ...
    @property
    def certified(self) -> ByCertificate: ...
    @property
    def staff(self) -> ByBody: ...
    async def humans(self, person: PersonId, certificates: Collection[CertificateNumber], /) -> Iterable[Account]:
        """Return the accounts that hold or held these certificates, and that of the person; none for none."""

    async def require_pictures(self, body: BodyCode, *wanted: Sha256) -> None:
        """Refuse what nobody of the body brought, and what is no picture."""

    def holds(self, matter: Reserved, what: str) -> bool: ...


async def gather(sources: Sources, visit: Visit, command: VisitCommand, who: Origin) -> Facts:
    """Load exactly the facts that the command declares; refuses a moment that can't be, and a missing file."""
    published = sources.published
    check_done_at(who, command.follows(visit), published.inspection_terms)
    await sources.require_pictures(who.agency, *command.files())
    accounts = await sources.certified.of(command.certificates(visit))
    apart = command.tells_apart(visit)
    return Facts(
        on=who.on,
        recorded_on=who.recorded_on,
        finding=f"finding-{who.key}",
        person=who.actor,
        humans=humans_in(await sources.humans(who.actor, apart) if apart else ()),
        caller=who.certificate,
        item_lists=published.item_lists,
        caps=published.caps,
        correction_terms=published.correction_terms,
        inspection_terms=published.inspection_terms,
        holders={number: account.row for number, account in accounts.items()},
        rests_on=tuple(account.rests_on for account in accounts.values()),
        holds=sources.holds,
    )


async def desk_for(sources: Sources, visit: Visit, who: Origin) -> Desk:
    """Return what forms are filled from; people of other bodies stand for themselves, and every claim is granted."""
    accounts, published = await sources.staff.of(visit.assigned.body), sources.published
    facts = Facts(
        on=who.on,
        recorded_on=who.recorded_on,
        finding="",
        person=who.actor,
        humans=humans_in(accounts),
        caller=who.certificate,
        item_lists=published.item_lists,
        caps=published.caps,
        correction_terms=published.correction_terms,
        inspection_terms=published.inspection_terms,
        holders={one.row.certificate: one.row for one in accounts if one.row.certificate},
        rests_on=(),
        holds=granted,
    )
    staff, own = tuple(one.row for one in accounts), who.agency == visit.assigned.body
    return Desk(visit=visit, facts=facts, staff=staff, own=own)


def granted(matter: Reserved, what: str) -> bool:
    """Hold everything: what is claimed is looked for when the command is given."""
    return True
