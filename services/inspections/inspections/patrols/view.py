"""JSON view of a patrol, with a Chinese label for every code."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.values import CertificateNumber, Value
from inspections.patrols.domain.patrol import Patrol


class PatrolView(View):
    """`similar` names, for each finding, those that may be about the same act, `clues` the clues that may be."""

    officers: tuple[CertificateNumber, ...]
    patrol: Patrol
    similar: dict[str, tuple[str, ...]]
    clues: dict[str, tuple[str, ...]]


class PatrolPage(PatrolView):
    """The patrol, and every step with its form."""

    next_steps: list[NextStep]


class SimilarFinding(Value):
    """A finding that may be about the same act as a clue."""

    patrol: str
    finding: str
    place: str
    found_on: date


type Named = Mapping[str, tuple[str, ...]]
NONE: Named = MappingProxyType({})


def patrol_view(stored: Stored[Patrol]) -> PatrolView:
    return PatrolView(**fields(stored), labels=labels_in(stored.state), similar={}, clues={})


def patrol_page_of(stored: Stored[Patrol], steps: list[NextStep], similar: Named, clues: Named) -> PatrolPage:
    return PatrolPage(
        **fields(stored),
        labels=labels_in(stored.state) | words_of(steps),
        similar=dict(similar),
        clues=dict(clues),
        next_steps=steps,
    )


def fields(stored: Stored[Patrol]) -> dict[str, Any]:
    """Return what lists and pages alike show of a patrol."""
    return {"id": stored.id, "version": stored.version, "officers": stored.state.officers, "patrol": stored.state}
