"""Lists of bodies."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from contracts.values import BodyKind
from identity.bodies.verbs import Bodies
from identity.bodies.view import BodyView, body_view


class BodyList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {"kind": "state.registered.kind", "code": "state.registered.code"}
    sorts: ClassVar[tuple[str, ...]] = ("code",)

    kind: BodyKind | None = None


async def list_of_bodies(bodies: Bodies, query: BodyList) -> Page[BodyView]:
    """One page of all bodies; everybody sees every one of them."""
    return await bodies.store.page(query, body_view)
