"""What the work on a case is about; the party's name is read from the history, for those who may see it."""

from collections.abc import Sequence

from cases.case.domain.case import Case
from cases.case.domain.work_items import work_items
from cases.case.queries import power_name
from cases.case.sight import sees, sees_personal
from cases.case.stage import stage
from cases.case.verbs import Cases
from cases.rows import names_of
from chassis.http import Subject
from chassis.store import Stored
from contracts.cases import PartyIdentified
from contracts.origin import Origin
from contracts.values import SocialCreditCode


async def subjects_of(cases: Cases, found: Sequence[Stored[Case]], who: Origin) -> dict[str, Subject]:
    firms = await names_of(cases.facts.firms, (firm_of(stored.state) for stored in found))
    names = await cases.facts.names_of(who)
    people = await names_of_parties(cases, [one for one in found if sees(one.state, who, names)], who)
    return {
        stored.id: Subject(
            title=stored.state.filed.power_name or power_name(cases, stored.state),
            place=stored.state.filed.place,
            township=stored.state.filed.township,
            party=firms.get(firm_of(stored.state) or "") or people.get(stored.id),
            stage=stage(stored.state),
            not_theirs=frozenset() if sees(stored.state, who, names) else steps_of(stored.state),
        )
        for stored in found
    }


def steps_of(case: Case) -> frozenset[str]:
    """The steps that wait: none of them for who takes no part in the case."""
    return frozenset(item.what for item in work_items(case))


def firm_of(case: Case) -> SocialCreditCode | None:
    """Return the firm that is the party or, before there is one, may become it."""
    return case.party.firm if case.party else case.filed.firm


async def names_of_parties(cases: Cases, found: Sequence[Stored[Case]], who: Origin) -> dict[str, str]:
    """Return the names of the parties whose personal values the caller sees, by case."""
    seen = [stored.id for stored in found if stored.state.party and sees_personal(stored.state, who)]
    personal = await cases.store.newest_personal(seen, PartyIdentified) if seen else {}
    return {id: values["party"]["name"] for id, values in personal.items() if "party" in values}
