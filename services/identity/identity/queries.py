"""Reads for lists and pages."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Document, ListQuery, Page, page
from chassis.store import Stored
from contracts.origin import Origin
from contracts.values import BodyCode, BodyKind, CertificateNumber
from identity.domain.officer import Officer
from identity.service import Service
from identity.view import BodyView, OfficerView, body_view, officer_view


class OfficerList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "body": "state.registered.body",
        "certificate": "state.certified.certificate",
    }
    sorts: ClassVar[tuple[str, ...]] = ("body",)

    body: BodyCode | None = None
    certificate: CertificateNumber | None = None


class BodyList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"kind": "state.registered.kind", "code": "state.registered.code"}
    sorts: ClassVar[tuple[str, ...]] = ("code",)

    kind: BodyKind | None = None


async def bodies(service: Service, query: BodyList) -> Page[BodyView]:
    store = service.bodies

    def show(document: Document) -> BodyView:
        return body_view(store.codec.stored(document))

    return await page(store.documents, store.kind, query, show)


async def officers(service: Service, query: OfficerList, who: Origin) -> Page[OfficerView]:
    """Names are read from the histories, one find for the page."""
    store = service.officers

    def bare(document: Document) -> OfficerView:
        return officer_view(store.codec.stored(document), "", who.on)

    found = await page(store.documents, store.kind, query, bare)
    names = await names_of(service, [item.id for item in found.items])
    items = [item.model_copy(update={"name": names[item.id]}) for item in found.items]
    return Page(items=items, next=found.next)


async def one(service: Service, stored: Stored[Officer], who: Origin) -> OfficerView:
    names = await names_of(service, [stored.id])
    return officer_view(stored, names.get(stored.id, ""), who.on)


async def names_of(service: Service, ids: list[str]) -> dict[str, str]:
    """The name of each person, from the event that registered them."""
    store = service.officers
    fields: Document = {"events": {"$slice": [0, 1]}, "version": 1}
    found = await store.documents.find(store.kind, {"_id": {"$in": ids}}, fields=fields)
    return {document["_id"]: document["events"][0]["personal"]["name"].get("value", "") for document in found}
