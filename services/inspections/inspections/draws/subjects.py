"""What the work on a draw is about: the lists that it draws by, and the issue of its seed."""

from collections.abc import Mapping, Sequence

from chassis.http import Subject
from chassis.store import Stored
from contracts.inspections import DrawSealed
from contracts.origin import Origin
from inspections.draws.domain.draw import Draw
from inspections.draws.verbs import Draws


async def subjects_of(draws: Draws, found: Sequence[Stored[Draw]], who: Origin) -> dict[str, Subject]:
    titles = {item_list.code: item_list.title for item_list in draws.facts.item_lists}
    return {stored.id: subject(stored.state.sealed, titles) for stored in found}


def subject(sealed: DrawSealed, titles: Mapping[str, str]) -> Subject:
    lists = "、".join(titles.get(code, code) for code in sealed.item_lists)
    return Subject(title=f"{lists}（{sealed.seed_title} {sealed.seed_issue}）")
