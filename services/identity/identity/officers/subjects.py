"""What the work on an account is about: whose it is, and the roles that were asked for."""

from collections.abc import Sequence

from chassis.http import Subject
from chassis.store import Stored
from contracts.origin import Origin
from contracts.places import NAMES
from contracts.values import PersonId
from identity.officers.domain.officer import Officer
from identity.officers.domain.waiting import Confirmer, not_theirs
from identity.officers.history import names_of
from identity.officers.verbs import Officers


async def subjects_of(officers: Officers, found: Sequence[Stored[Officer]], who: Origin) -> dict[str, Subject]:
    names = await names_of(officers.store, [PersonId(stored.id) for stored in found])
    subjects = {}
    for stored in found:
        id = PersonId(stored.id)
        confirmer = Confirmer(
            actor=who.actor,
            today=who.on,
            others=await officers.facts.administrators.there(id, who.actor),
            terms=officers.facts.asking_terms,
        )
        registered = stored.state.registered
        subjects[stored.id] = Subject(
            title=title(stored.state, names.get(id, "")),
            place=NAMES.get(registered.body, registered.body),
            township=registered.township,
            not_theirs=not_theirs(id, stored.state, confirmer),
        )
    return subjects


def title(officer: Officer, name: str) -> str:
    asked = officer.roles_asked
    return f"{name}：{'、'.join(role.word for role in asked.roles)}" if asked else name
