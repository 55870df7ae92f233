"""Pictures that show something: each of them one visit or patrol (X-32, APL 46)."""

from collections.abc import Iterator

from contracts.event import Event
from contracts.inspections import PatrolFound, RectifiedOnSite, TermRechecked
from contracts.values import Sha256
from supervision.review.domain.finding import EVIDENCE, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known


def pictures_in(event: Event) -> tuple[Sha256, ...]:
    match event:
        case RectifiedOnSite():
            return event.before, event.after
        case TermRechecked() | PatrolFound():
            return (event.picture,)
        case _:
            return ()


def shown_elsewhere(history: History, known: Known) -> Iterator[Finding]:
    """Find what another file had shown before; the picture of a problem may be of an earlier visit."""
    for one in history.of(RectifiedOnSite, TermRechecked, PatrolFound):
        fresh = pictures_in(one.event)[-1]
        if any(other.id != history.id and other.at < one.at for other in known.pictures.get(fresh, ())):
            yield EVIDENCE.found(one, "照片此前已经用于其他检查或者巡查，不能证明本次的情况")
