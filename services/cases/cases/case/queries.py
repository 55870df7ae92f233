"""Lists, pages and histories of cases."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from cases.case.domain.case import Case
from cases.case.history import CaseHappened, history_of_case
from cases.case.sight import seen_by, sees, sees_personal
from cases.case.steps import next_steps
from cases.case.verbs import Cases
from cases.case.view import CaseItem, CaseView, KnownCaseView, case_item, case_view, similar_case
from chassis.documents import Document, Page, StageQuery, both, found_in
from chassis.http import History
from chassis.store import Stored
from contracts.origin import Origin
from contracts.stages import Stage
from contracts.values import BodyCode, CaseId, CertificateNumber, PowerCode, SocialCreditCode, TownshipCode


def of_officer(officer: CertificateNumber) -> Document:
    """Cases that the officer filed or joined, those included that another one took over."""
    return {"$or": [{"state.filed.officers": officer}, {"state.replaced.joining": officer}]}


def of_firm(*firms: SocialCreditCode) -> Document:
    """Cases of firms, also of those that were filed before their party was identified."""
    among = {"$in": list(firms)}
    return {"$or": [{"state.party.firm": among}, {"state.party": None, "state.filed.firm": among}]}


class CaseList(StageQuery):
    """`officer` is a certificate number; `firm` also finds cases whose party is not identified yet.

    `word` is any part of the offence, the place or the firm's name, or begins a code or the case's id.
    """

    id_begins: ClassVar[str] = "case-"
    paths: ClassVar[Mapping[str, str]] = {
        **StageQuery.paths,
        "township": "state.filed.township",
        "body": "state.filed.body",
        "power": "state.filed.power",
        "filed_on": "state.filed.filed_on",
        "decide_until": "state.filed.decide_until",
    }
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {"officer": of_officer, "firm": of_firm}
    sorts: ClassVar[tuple[str, ...]] = ("filed_on", "decide_until")

    township: TownshipCode | None = None
    body: BodyCode | None = None
    stage: Stage | None = None
    power: PowerCode | None = None
    officer: CertificateNumber | None = None
    firm: SocialCreditCode | None = None


async def list_of_cases(cases: Cases, query: CaseList, who: Origin) -> Page[CaseItem]:
    """One page of the cases of the caller's body; supervisors see every body's."""

    def show(stored: Stored[Case]) -> CaseItem:
        return case_item(stored, power_name(cases, stored.state))

    kept = await cases.store.withheld(await cases.facts.names_of(who))
    return await cases.store.page(query, show, both([seen_by(who), kept, await found(cases, query)]))


async def found(cases: Cases, query: CaseList) -> Document:
    """What must be so of the cases that the word finds, by the names of firms and offences too."""
    if query.word is None:
        return {}
    firms = [row.row.code for row in await cases.facts.firms.named(query.word)]
    powers = [
        code
        for code, versions in cases.facts.law.powers.items()
        if found_in(query.word, (version.name for version in versions))
    ]
    return query.found(of_firm(*firms), {"state.filed.power": {"$in": powers}})


async def case_page(cases: Cases, stored: Stored[Case], who: Origin, similar: Sequence[Stored[Case]] = ()) -> CaseView:
    """The case with its steps as they stand today, for whoever asks."""
    case, today = stored.state, cases.facts.today(who)
    compared = {cases.facts.mark(other.id): other.state.filed for other in similar}
    desk = await cases.facts.desk(case, who, compared)
    steps, words = next_steps(stored.id, case, today, desk, who)
    return case_view(stored, power_name(cases, case), today, steps, words)


async def known_case(cases: Cases, stored: Stored[Case], who: Origin) -> KnownCaseView:
    known = await cases.facts.known(stored, who)
    return KnownCaseView(id=stored.id, version=stored.version, rules=cases.rules, hash=known.hash, facts=known)


async def compared_page(cases: Cases, stored: Stored[Case], who: Origin) -> CaseView:
    """The page, with other cases of whoever is or may be the party, which may be about the same act (APL 29)."""
    case = stored.state
    similar, names = await cases.facts.similar_cases(case), await cases.facts.names_of(who)
    page = await case_page(cases, stored, who, similar)
    for other in similar:
        mark = cases.facts.mark(other.id)
        seen = sees(other.state, who, names)
        page.similar.append(similar_case(other, mark, seen=seen, same=case.same_as(mark), case=case))
    return page


async def history_page(cases: Cases, id: CaseId, who: Origin) -> History[CaseHappened]:
    """The events of a case, with their personal values for those who may see them."""
    case = (await cases.read(id, who)).state
    personal = sees_personal(case, who)
    return history_of_case(id, await cases.store.history(id), personal=personal)


def power_name(cases: Cases, case: Case) -> str:
    """The name of the offence in the version of the day of the act."""
    versions = cases.facts.law.powers.get(case.filed.power, ())
    return next((power.name for power in versions if power.valid(case.filed.act_on)), "")
