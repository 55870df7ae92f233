"""One shape of a work item: whose move, what, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from chassis.documents import Document
from chassis.store import Store
from contracts.calendar import PROVISIONAL, WorkingDays

PAGE_LIMIT = 200  # items, or changed aggregates, of one answer


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Steps of a service: their Chinese names, and those whose last day working days and days off decide."""

    labels: Mapping[str, str]
    by_calendar: frozenset[str] = frozenset()


class WorkItem(BaseModel):
    """`id` is the aggregate, `what` the step, `label` its Chinese name.

    `until` is provisional, as `until_label` says in Chinese, where the notice of its year's holidays is not out yet.
    """

    kind: str
    id: str
    what: str
    label: str
    who: str
    until: date | None
    provisional: bool = False
    until_label: str = ""


def waiting_in(document: Document, store: Store[Any, Any], mine: list[str], steps: Steps) -> list[WorkItem]:
    """Return the work items of one document that wait under one of the names."""
    calendar = store.calendar()
    return [
        work_item(document["_id"], store.kind, item, steps, calendar)
        for item in document["moves"]
        if item["who"] in mine
    ]


def work_item(id: str, kind: str, item: Document, steps: Steps, calendar: WorkingDays) -> WorkItem:
    until = date.fromisoformat(item["until"]) if item["until"] else None
    provisional = item["what"] in steps.by_calendar and calendar.is_provisional(until)
    return WorkItem(
        kind=kind,
        id=id,
        what=item["what"],
        label=steps.labels.get(item["what"], item["what"]),
        who=item["who"],
        until=until,
        provisional=provisional,
        until_label=PROVISIONAL["provisional"] if provisional else "",
    )
