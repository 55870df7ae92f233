"""The service: the verbs of each subject, assembled on the parts of the process."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from chassis.consuming import RowGroups, RowStore
from chassis.deadlines import Claims, Fate
from chassis.http import Naming
from chassis.process import Parts
from chassis.store import Judges, Store
from contracts.credit_code import is_code
from contracts.identity.holder import Holder
from contracts.inspections import PatrolEvent
from contracts.origin import Origin
from contracts.values import Sha256, VisitId
from inspections.assignments.verbs import ASSIGNMENT, Assignments
from inspections.caps.verbs import CAP, Caps
from inspections.days.inspection_terms import InspectionTerms
from inspections.draws.facts import DrawFacts
from inspections.draws.files import DrawFiles
from inspections.draws.reference import load_seed_sources, load_ticket_tables
from inspections.draws.verbs import DRAW, Draws
from inspections.draws.verbs import fate_in as fate_in_draws
from inspections.items.domain import Item, ItemList, ItemLists
from inspections.judge import rules_hash
from inspections.patrols.domain.patrol import Patrol
from inspections.patrols.facts import PatrolFacts
from inspections.patrols.verbs import PATROL, Patrols
from inspections.patrols.verbs import fate_in as fate_in_patrols
from inspections.pictures import Pictures
from inspections.rows import CLUE_ROWS, FIRM_ROWS, OFFICER_ROWS, FirmRow, firms_of
from inspections.visits.facts import VisitFacts
from inspections.visits.reference import load_published
from inspections.visits.verbs import VISIT, Visits, firm_in

type FateOf = Callable[[str], Awaitable[Fate]]


@dataclass(frozen=True, kw_only=True)
class Service:
    """The subjects, a field each."""

    draws: Draws
    visits: Visits
    caps: Caps
    patrols: Patrols
    assignments: Assignments
    items: ItemLists

    async def names_file(self, id: str, sha256: Sha256, who: Origin) -> bool:
        """Tell whether a visit or patrol that the caller sees names the file; refused as unknown otherwise."""
        subject = self.patrols if id.startswith("patrol-") else self.visits
        await subject.read(VisitId(id), who)
        return await subject.store.names_file(id, sha256)


def assemble(parts: Parts) -> Service:
    """Assemble the service on the parts; raises BadReference if a data file can't be used."""
    officers, firms, draws = parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS), parts.store(DRAW)
    parts.sessions(officers)
    published = load_published()
    items, inspection_terms = published.item_lists, published.inspection_terms
    parts.naming.append(naming(firms, items))
    draw_facts = DrawFacts(
        officers=officers,
        firms=firms,
        files=DrawFiles(parts.blobs),
        draws=draws,
        item_lists=items,
        tickets=load_ticket_tables(),
        sources=load_seed_sources(),
        inspection_terms=inspection_terms,
    )
    visited, patrolled, staff = parts.store(VISIT), parts.store(PATROL), RowGroups(officers, "body")
    pictures = Pictures(parts.claims(fate_of(fate_in_draws(draws), fate_in_patrols(patrolled))), firm_in(visited))
    patrols = assemble_patrols(parts, staff, inspection_terms, patrolled, pictures)
    visit_facts = VisitFacts(
        officers=officers,
        staff=staff,
        firms=firms,
        received=parts.received,
        published=published,
    )
    caps = Caps(store=parts.store(CAP), published=published.caps)
    visits = Visits(store=visited, facts=visit_facts, claim_place=caps.claim, pictures=pictures, rules=rules_hash())
    visited.comparing.judges = Judges(visits.rules, visit_facts.known)
    parts.tick(visited, visits.tick)
    return Service(
        draws=assemble_draws(parts, draw_facts, pictures.claims),
        visits=visits,
        caps=caps,
        patrols=patrols,
        assignments=Assignments(store=parts.store(ASSIGNMENT), inspection_terms=inspection_terms),
        items=items,
    )


def naming(firms: RowStore[FirmRow], lists: ItemLists) -> Naming:
    """Return how to tell the names of firms, lists and items among the texts of an answer: of items the newest ones."""
    items = {item.code: item.text for item_list in lists for item in sorted(item_list.items, key=since)}
    titles = {item_list.code: item_list.title for item_list in sorted(lists, key=since)}

    async def names(texts: frozenset[str]) -> dict[str, str]:
        known = await firms_of(firms, (text for text in texts if is_code(text)))
        words = {text: word for text in texts if (word := items.get(text) or titles.get(text))}
        return words | {code: firm.name for code, firm in known.items()}

    return names


def since(one: Item | ItemList) -> date:
    return one.valid_from


def assemble_draws(parts: Parts, facts: DrawFacts, claims: Claims) -> Draws:
    draws = Draws(store=facts.draws, facts=facts, files=facts.files, claims=claims)
    parts.tick(draws.store, draws.tick)
    return draws


def assemble_patrols(
    parts: Parts,
    staff: RowGroups[Holder],
    terms: tuple[InspectionTerms, ...],
    store: Store[Patrol, PatrolEvent],
    pictures: Pictures,
) -> Patrols:
    facts = PatrolFacts(
        officers=staff.rows, staff=staff, received=parts.received, inspection_terms=terms, patrols=store
    )
    clues, claims = parts.rows(CLUE_ROWS), pictures.claims
    patrols = Patrols(store=store, facts=facts, clues=clues, pictures=pictures, claims=claims)
    parts.tick(store, patrols.tick)
    return patrols


def fate_of(of_draw: FateOf, of_finding: FateOf) -> FateOf:
    """Return how to tell what became of any claimant: a side of a joining is one of two findings."""

    async def fate(claimant: str) -> Fate:
        return await (of_finding if "/" in claimant else of_draw)(claimant)

    return fate
