"""One shape of a work item: whose move, what, until when."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel

from chassis.documents import Document

PAGE_LIMIT = 200  # items, or changed aggregates, of one answer


class WorkItem(BaseModel):
    """`id` is the aggregate, `what` the step, `label` its Chinese name."""

    kind: str
    id: str
    what: str
    label: str
    who: str
    until: date | None


def waiting_in(document: Document, kind: str, mine: list[str], labels: Mapping[str, str]) -> list[WorkItem]:
    """Return the work items of one document that wait under one of the names."""
    return [
        WorkItem(
            kind=kind,
            id=document["_id"],
            what=item["what"],
            label=labels.get(item["what"], item["what"]),
            who=item["who"],
            until=item["until"],
        )
        for item in document["moves"]
        if item["who"] in mine
    ]
