"""Reads for lists and pages."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pydantic import Field

from chassis.documents import Document, ListQuery, Page, page
from chassis.store import Stored
from contracts.credit import EntryRecorded, FirmKind, Risk
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import Role, SocialCreditCode, Tier, TownshipCode
from credit.domain.firm import Firm
from credit.domain.imports import Import, differing
from credit.domain.model import model_on
from credit.domain.scoring import counts, in_time, score_at
from credit.service import Service, territory
from credit.view import (
    EntryView,
    FirmDetail,
    FirmView,
    HistoryView,
    ImportView,
    entry_view,
    firm_view,
    import_view,
)

TOWNSHIP = "state.registered.township"
NAME = "state.registered.name"
LAST_CHARACTER = "\U0010ffff"


class FirmList(ListQuery):
    """`name` finds the names that begin so."""

    paths: ClassVar[Mapping[str, str]] = {
        "code": "state.registered.code",
        "name": NAME,
        "township": TOWNSHIP,
        "kind": "state.registered.kind",
        "field": "state.registered.field",
        "risk": "state.registered.risk",
        "tier": "state.tier",
    }
    sorts: ClassVar[tuple[str, ...]] = ("code", "name", "township", "tier")

    township: TownshipCode | None = None
    tier: Tier | None = None
    kind: FirmKind | None = None
    risk: Risk | None = None
    field: str | None = None
    name: str | None = Field(None, min_length=1)

    def where(self) -> Document:
        given = super().where()
        return given | {NAME: {"$gte": self.name, "$lt": self.name + LAST_CHARACTER}} if self.name else given


async def firms(service: Service, query: FirmList, who: Origin) -> Page[FirmView]:
    """Another township's firms are not there for the caller, whatever is asked."""
    store = service.firms
    own = territory(who)
    if own and query.township not in (None, own):
        return Page(items=[])

    def show(document: Document) -> FirmView:
        return firm_view(store.codec.stored(document))

    within = {TOWNSHIP: own} if own and not query.township else {}
    return await page(store.documents, store.kind, query, show, within)


async def firm(service: Service, stored: Stored[Firm], who: Origin) -> FirmDetail:
    firm = stored.state
    model = model_on(service.models, who.on)
    shown = dict(firm_view(stored))
    return FirmDetail(
        **shown,
        score=score_at(await service.entries(firm.registered.code), model, who.on),
        model=model.id,
        model_is_sample=model.sample,
        tier_explanation=firm.tier_changed.explanation if firm.tier_changed else f"依《{model.title}》的起始等级",
        legal_person=await legal_person(service, stored.id) if Role.REGISTRAR in who.roles else None,
    )


async def legal_person(service: Service, id: str) -> str | None:
    """From the event that registered the firm, where alone it stands."""
    registered = (await service.firms.history(id))[0]
    value: str | None = registered["personal"]["legal_person"].get("value")
    return value


async def history(service: Service, code: SocialCreditCode, on: date) -> HistoryView:
    """Score and tier on any day: the entries alone decide."""
    entries = [entry for entry in await service.entries(code) if entry.happened_on <= on]
    model = model_on(service.models, on)
    score = score_at(entries, model, on)
    tier = model.tier(score)
    shown = [after(service, entry, entries, on) for entry in sorted(entries, key=in_time, reverse=True)]
    labels = labels_in(tier)
    return HistoryView(code=code, on=on, score=score, tier=tier, model=model.id, entries=shown, labels=labels)


def after(service: Service, entry: EntryRecorded, entries: list[EntryRecorded], on: date) -> EntryView:
    """The entry with the score that it led to."""
    until_then = [other for other in entries if in_time(other) <= in_time(entry)]
    score = score_at(until_then, model_on(service.models, entry.happened_on), entry.happened_on)
    return entry_view(entry, score, counts=counts(entry, on))


async def one_import(service: Service, stored: Stored[Import]) -> ImportView:
    """How far the registering has come, counted from the register itself."""
    file = await service.files.read(stored.state.imported.file)
    known = await service.register.known(row.firm.code for row in file.rows)
    return import_view(stored, len(known), sum(any(differing(row, known)) for row in file.rows))
