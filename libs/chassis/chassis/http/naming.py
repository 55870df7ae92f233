"""Names beside the codes that only a service knows: of firms in its register, of items on its lists.

Every view and every page of views gets them as it is answered, wherever in it the codes stand.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from chassis.documents import Page
from contracts.labels import texts_in

type Naming = Callable[[frozenset[str]], Awaitable[Mapping[str, str]]]
"""Return the names beside those of the texts that are codes of the service's own."""


async def nothing_named(texts: frozenset[str]) -> Mapping[str, str]:
    """Know no names."""
    return {}


naming: ContextVar[Naming] = ContextVar("naming", default=nothing_named)


async def name(answer: object, kind: type[Any]) -> None:
    """Put the names beside the codes into the labels of the answer, if that is a view or a page of views."""
    views = list(views_in(answer, kind))
    if not views or naming.get() is nothing_named:
        return
    texts = [texts_in(view) for view in views]
    names = await naming.get()(frozenset().union(*texts))
    for view, own in zip(views, texts, strict=True):
        view.labels = view.labels | {code: names[code] for code in sorted(own & names.keys())}


def views_in(answer: object, kind: type[Any]) -> Iterator[Any]:
    if isinstance(answer, kind):
        yield answer
    elif isinstance(answer, Page):
        yield from (item for item in answer.items if isinstance(item, kind))
