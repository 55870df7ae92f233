"""Pictures that show something: each of them one visit or patrol (X-32, APL 46)."""

from collections.abc import Iterator

from contracts.event import Event
from contracts.inspections import ItemAnswered, PatrolFound, RectifiedOnSite, TermRechecked
from contracts.values import Sha256
from supervision.review.domain.finding import EVIDENCE, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known


def pictures_in(event: Event) -> tuple[Sha256, ...]:
    match event:
        case ItemAnswered():
            return tuple(one.picture for one in event.pictures)
        case RectifiedOnSite():
            return event.before, event.after
        case TermRechecked() | PatrolFound():
            return (event.picture,)
        case _:
            return ()


def shown_elsewhere(history: History, known: Known) -> Iterator[Finding]:
    """Find what another file had shown before; what a rectification shows as before may be of an earlier visit."""
    for one in history.of(ItemAnswered, RectifiedOnSite, TermRechecked, PatrolFound):
        fresh = (one.event.after,) if isinstance(one.event, RectifiedOnSite) else pictures_in(one.event)
        others = [other for picture in fresh for other in known.pictures.get(picture, ())]
        if any(other.id != history.id and other.at < one.at for other in others):
            yield EVIDENCE.found(one, "照片此前已经用于其他检查或者巡查，不能证明本次的情况")
