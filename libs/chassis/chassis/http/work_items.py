"""One shape of a work item: whose move, what, until when."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel

from chassis.documents import Document


class WorkItem(BaseModel):
    """`id` is the aggregate, `what` the step, `label` its Chinese name."""

    kind: str
    id: str
    what: str
    label: str
    who: str
    until: date | None


def waiting_in(document: Document, kind: str, mine: list[str], labels: Mapping[str, str]) -> list[WorkItem]:
    """The moves of one document that wait for one of the names."""
    return [
        WorkItem(
            kind=kind,
            id=document["_id"],
            what=move["what"],
            label=labels.get(move["what"], move["what"]),
            who=move["who"],
            until=move["until"],
        )
        for move in document["moves"]
        if move["who"] in mine
    ]
