"""JSON view of a patrol, with a Chinese label for every code."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.values import BodyCode, CertificateNumber, TownshipCode, Value
from inspections.patrols.domain.patrol import Patrol, PatrolStage


class PatrolItem(View):
    """A patrol in lists: `findings` counts what it found, `waiting` what was neither referred nor set aside of it."""

    body: BodyCode
    township: TownshipCode
    officers: tuple[CertificateNumber, ...]
    route: str
    patrol_on: date
    stage: PatrolStage
    open: bool
    late: bool
    findings: int
    waiting: int


class PatrolPage(PatrolItem):
    """The patrol whole, and every step with its form.

    `similar` names, for each finding, those that may be about the same act, `clues` the clues that may be.
    """

    patrol: Patrol
    similar: dict[str, tuple[str, ...]]
    clues: dict[str, tuple[str, ...]]
    next_steps: list[NextStep]


class SimilarFinding(Value):
    """A finding that may be about the same act as a clue."""

    patrol: str
    finding: str
    place: str
    found_on: date


type Named = Mapping[str, tuple[str, ...]]
NONE: Named = MappingProxyType({})


def patrol_item(stored: Stored[Patrol]) -> PatrolItem:
    shown = fields(stored)
    return PatrolItem(**shown, labels=labels_in([*shown.values()]))


def patrol_page_of(stored: Stored[Patrol], steps: list[NextStep], similar: Named, clues: Named) -> PatrolPage:
    shown = fields(stored)
    return PatrolPage(
        **shown,
        labels=labels_in([*shown.values(), stored.state]) | words_of(steps),
        patrol=stored.state,
        similar=dict(similar),
        clues=dict(clues),
        next_steps=steps,
    )


def fields(stored: Stored[Patrol]) -> dict[str, Any]:
    """Return what lists and pages alike show of a patrol."""
    patrol, assigned = stored.state, stored.state.assigned
    return {
        "id": stored.id,
        "version": stored.version,
        "body": assigned.body,
        "township": assigned.township,
        "officers": patrol.officers,
        "route": assigned.route,
        "patrol_on": assigned.patrol_on,
        "stage": patrol.stage,
        "open": patrol.stage is not PatrolStage.DONE,
        "late": patrol.overdue is not None,
        "findings": len(patrol.found),
        "waiting": len(patrol.open_findings),
    }
