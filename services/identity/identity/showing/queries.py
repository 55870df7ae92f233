"""What somebody sees who looks at a certificate, and lists of what an officer showed."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from contracts.values import PersonId
from identity.bodies.domain import body_id
from identity.officers.history import names_of
from identity.showing.verbs import Seen, Showings
from identity.showing.view import ShowingView, ShownCertificate, showing_view, shown_certificate


class ShowingQuery(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"shown_at": "state.shown_at"}
    sorts: ClassVar[tuple[str, ...]] = ("-shown_at",)


async def certificate_page(showings: Showings, seen: Seen) -> ShownCertificate:
    """The certificate with the name of its holder, as the law has it shown to the party (APL 55)."""
    names = await names_of(showings.officers, [seen.person])
    body = await showings.bodies.find(body_id(seen.certified.body))
    body_name = body.state.registered.name if body else ""
    picture = await showings.picture(seen.certified.photo)
    return shown_certificate(seen, names.get(seen.person, ""), body_name, picture)


async def list_of_showings(showings: Showings, person: PersonId, query: ShowingQuery) -> Page[ShowingView]:
    return await showings.store.page(query, showing_view, {"state.person": person})
