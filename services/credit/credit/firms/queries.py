"""Lists and pages of firms, and the history of their scores."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from chassis.documents import Page, SearchQuery, both
from chassis.store import Stored
from contracts.credit import EntryRecorded, FirmKind, Risk
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import Role, SocialCreditCode, Tier, TownshipCode
from credit.firms.domain.firm import Firm
from credit.firms.history import legal_person
from credit.firms.sight import territory
from credit.firms.verbs import Firms
from credit.firms.view import EntryView, FirmDetail, FirmView, HistoryView, entry_view, firm_view
from credit.scoring.domain.model import Model, model_on
from credit.scoring.domain.scoring import counts, in_time, score_at

TOWNSHIP = "state.registered.township"
NAME = "state.registered.name"


class FirmList(SearchQuery):
    """`word` is any part of a name, or of the initials of its pinyin, or begins a code."""

    id_begins: ClassVar[str] = "firm-"
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
    moving: ClassVar[tuple[str, ...]] = ("tier",)

    township: TownshipCode | None = None
    tier: Tier | None = None
    kind: FirmKind | None = None
    risk: Risk | None = None
    field: str | None = None


async def list_of_firms(firms: Firms, query: FirmList, who: Origin) -> Page[FirmView]:
    """One page of the firms that the caller sees; empty if another township's are asked for."""
    own = territory(who)
    if own and query.township not in (None, own):
        return Page(items=[], total=0)
    within = {TOWNSHIP: own} if own and not query.township else {}
    return await firms.store.page(query, firm_view, both([within, query.found()]))


async def firm_page(firms: Firms, stored: Stored[Firm], who: Origin) -> FirmDetail:
    """One firm with its score of the caller's day; the legal person for the registrar alone."""
    firm, facts = stored.state, firms.facts
    model = model_on(facts.models, who.on)
    shown = dict(firm_view(stored))
    return FirmDetail(
        **shown,
        score=score_at(await facts.entries.of(firm.registered.code), model, who.on),
        model=model.id,
        model_is_sample=model.sample,
        tier_explanation=firm.tier_changed.explanation if firm.tier_changed else f"依《{model.title}》的起始等级",
        legal_person=await legal_person(firms.store, stored.id) if Role.REGISTRAR in who.roles else None,
    )


async def history_page(firms: Firms, code: SocialCreditCode, on: date) -> HistoryView:
    """Score and tier on any day, and the entries up to it, the newest first: the entries alone decide."""
    models = firms.facts.models
    entries = [entry for entry in await firms.facts.entries.of(code) if entry.happened_on <= on]
    model = model_on(models, on)
    score = score_at(entries, model, on)
    tier = model.tier(score)
    shown = [after(entry, entries, models, on) for entry in sorted(entries, key=in_time, reverse=True)]
    labels = labels_in(tier)
    return HistoryView(code=code, on=on, score=score, tier=tier, model=model.id, entries=shown, labels=labels)


def after(entry: EntryRecorded, entries: list[EntryRecorded], models: Sequence[Model], on: date) -> EntryView:
    """The entry with the score that it led to."""
    until_then = [other for other in entries if in_time(other) <= in_time(entry)]
    score = score_at(until_then, model_on(models, entry.happened_on), entry.happened_on)
    return entry_view(entry, score, counts=counts(entry, on))
