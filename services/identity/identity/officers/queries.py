"""Lists and pages of people with an account; everybody sees all of them."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import LAST_CHARACTER, Document, Page, SearchQuery, found_in
from chassis.store import Stored
from contracts.origin import Origin
from contracts.values import BodyCode, CertificateNumber, PersonId
from identity.officers.domain.officer import Officer
from identity.officers.history import names_of
from identity.officers.verbs import Officers
from identity.officers.view import MeView, OfficerView, OwnLoginView, login_view, officer_view


class OfficerList(SearchQuery):
    """`word` is any part of a name, or begins a certificate's number or an account's id."""

    id_begins: ClassVar[str] = "officer-"
    paths: ClassVar[Mapping[str, str]] = {
        "body": "state.registered.body",
        "certificate": "state.certified.certificate",
    }
    sorts: ClassVar[tuple[str, ...]] = ("body",)

    body: BodyCode | None = None
    certificate: CertificateNumber | None = None


async def list_of_officers(officers: Officers, query: OfficerList, who: Origin) -> Page[OfficerView]:
    """One page with names; their certificates as of the caller's day."""

    def nameless(stored: Stored[Officer]) -> OfficerView:
        return officer_view(stored, "", who.on, officers.facts.separation)

    besides = await called(officers, query.word) if query.word else ()
    found = await officers.store.page(query, nameless, query.found(*besides))
    names = await names_of(officers.store, [PersonId(item.id) for item in found.items])
    items = [item.model_copy(update={"name": names[PersonId(item.id)]}) for item in found.items]
    return Page(items=items, next=found.next, total=found.total)


async def called(officers: Officers, word: str) -> tuple[Document, Document]:
    """Return what finds those whose name has the word, or whose certificate begins with it.

    Names are personal and stand in the histories alone, in no index: the few hundred of a county are read.
    """
    names = await names_of(officers.store, [PersonId(stored.id) for stored in await officers.store.where({})])
    those = [id for id, name in names.items() if name and found_in(word, [name])]
    numbered: Document = {"$gte": word.upper(), "$lt": word.upper() + LAST_CHARACTER}
    return {"_id": {"$in": those}}, {"state.certified.certificate": numbered}


async def officer_page(officers: Officers, stored: Stored[Officer], who: Origin) -> OfficerView:
    """One person with their name; the certificate as of the caller's day."""
    id = PersonId(stored.id)
    names = await names_of(officers.store, [id])
    return officer_view(stored, names.get(id, ""), who.on, officers.facts.separation)


async def my_page(officers: Officers, stored: Stored[Officer], who: Origin) -> MeView:
    """The caller's own page, which tells them what others did with their login."""
    page = await officer_page(officers, stored, who)
    name, must_change = await officers.login_of(who.actor)
    own = OwnLoginView(**login_view(stored.state).model_dump(), name=name)
    return MeView(**page.model_dump(), login=own, must_change=must_change, today=who.on)
