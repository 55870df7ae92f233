"""Lists, pages and histories of cases."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from cases.case.domain.case import Case
from cases.case.history import History, happened
from cases.case.sight import seen_by, sees_personal
from cases.case.steps import next_steps
from cases.case.verbs import Cases
from cases.case.view import CaseItem, CaseView, case_item, case_view, similar_case
from chassis.documents import Document, ListQuery, Page, both
from chassis.store import Stored
from contracts.origin import Origin
from contracts.values import CaseId, CertificateNumber, PowerCode, Role, SocialCreditCode, TownshipCode


class CaseList(ListQuery):
    """`officer` is a certificate number; `firm` also finds cases whose party is not identified yet."""

    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.filed.township",
        "power": "state.filed.power",
        "filed_on": "state.filed.filed_on",
        "decide_until": "state.filed.decide_until",
    }
    sorts: ClassVar[tuple[str, ...]] = ("filed_on", "decide_until")

    township: TownshipCode | None = None
    power: PowerCode | None = None
    officer: CertificateNumber | None = None
    firm: SocialCreditCode | None = None
    open: bool | None = None

    def where(self) -> Document:
        return both([self.named(), of_officer(self.officer), of_firm(self.firm), being_open(self.open)])

    def named(self) -> Document:
        given = {"township": self.township, "power": self.power}
        return {self.paths[name]: value for name, value in given.items() if value is not None}


def of_officer(officer: CertificateNumber | None) -> Document:
    """Cases that the officer filed or joined, those included that another one took over."""
    if officer is None:
        return {}
    return {"$or": [{"state.filed.officers": officer}, {"state.replaced.joining": officer}]}


def of_firm(firm: SocialCreditCode | None) -> Document:
    if firm is None:
        return {}
    return {"$or": [{"state.party.firm": firm}, {"state.party": None, "state.filed.firm": firm}]}


def being_open(wanted: bool | None) -> Document:
    if wanted is None:
        return {}
    if wanted:
        return {"state.closed": None, "state.withdrawn": None}
    return {"$or": [{"state.closed": {"$ne": None}}, {"state.withdrawn": {"$ne": None}}]}


async def list_of_cases(cases: Cases, query: CaseList, who: Origin) -> Page[CaseItem]:
    """One page of the cases of the caller's body; supervisors see every body's."""

    def show(stored: Stored[Case]) -> CaseItem:
        return case_item(stored, power_name(cases, stored.state))

    return await cases.store.page(query, show, seen_by(who))


async def case_page(cases: Cases, stored: Stored[Case], who: Origin, similar: Sequence[Stored[Case]] = ()) -> CaseView:
    """The case with its steps as they stand today, for whoever asks."""
    case, today = stored.state, cases.facts.today(who)
    compared = {cases.facts.mark(other.id): other.state.filed for other in similar}
    desk = await cases.facts.desk(case, who, compared)
    steps, words = next_steps(stored.id, case, today, desk, who)
    return case_view(stored, power_name(cases, case), today, steps, words)


async def compared_page(cases: Cases, stored: Stored[Case], who: Origin) -> CaseView:
    """The page, with other cases of whoever is or may be the party, which may be about the same act (APL 29)."""
    case = stored.state
    similar = await cases.facts.similar(case)
    page = await case_page(cases, stored, who, similar)
    for other in similar:
        mark = cases.facts.mark(other.id)
        seen = Role.SUPERVISOR in who.roles or other.state.filed.body == who.agency
        page.similar.append(similar_case(other, mark, seen=seen, same=case.same_as(mark), case=case))
    return page


async def history_page(cases: Cases, id: CaseId, who: Origin) -> History:
    """The events of a case, with their personal values for those who may see them."""
    case = (await cases.read(id, who)).state
    personal = sees_personal(case, who)
    return History(id=id, events=[happened(record, personal=personal) for record in await cases.store.history(id)])


def power_name(cases: Cases, case: Case) -> str:
    """The name of the offence in the version of the day of the act."""
    versions = cases.facts.law.powers.get(case.filed.power, ())
    return next((power.name for power in versions if power.valid(case.filed.act_on)), "")
