"""Judging a command on a visit by what was told of it, as the platform would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import TypeAdapter

from contracts import judging
from contracts.inspections import VisitEvent
from contracts.judging import Decision, Given
from contracts.origin import Origin
from contracts.steps import GIVERS, NextStep
from contracts.values import Role
from inspections.judge.rules import Pack
from inspections.visits.domain.decisions import DECISIONS
from inspections.visits.domain.facts import Published, VisitCommand
from inspections.visits.domain.gathering import desk_for, gather
from inspections.visits.domain.known import KNOWN, KnownVisit, Told
from inspections.visits.domain.next_steps import offered, taker
from inspections.visits.reference import load_published


@dataclass(frozen=True, kw_only=True)
class Judge(judging.Judge[KnownVisit]):
    """Judges by the rules that the hash names, and by what is `published` for visits."""

    decisions: ClassVar[Mapping[str, Decision]] = DECISIONS
    reads: ClassVar[TypeAdapter[KnownVisit]] = KNOWN
    ids: ClassVar[tuple[str, str]] = ("visit_id", "act")

    published: Published

    def givers(self, step: str) -> Sequence[Role]:
        return GIVERS[taker(step)]

    async def decide(
        self, decision: Decision, command: VisitCommand, known: KnownVisit, given: Given, who: Origin, *, granted: bool
    ) -> Sequence[VisitEvent]:
        told = Told(known=known, published=self.published, pictures=frozenset(given.pictures), granted=granted)
        events: list[VisitEvent] = decision.decide(known.visit, command, await gather(told, known.visit, command, who))
        return events

    async def offered(self, known: KnownVisit, who: Origin) -> list[tuple[NextStep, str]]:
        told = Told(known=known, published=self.published, pictures=frozenset(), granted=False)
        desk = await desk_for(told, known.visit, who)
        return [(step, offer.id) for step, offer in offered(desk, who.roles)]


def load(pack: str) -> Judge:
    """Return the judge of a pack, with what is published from the files beside it."""
    packed = Pack.model_validate_json(pack)
    return Judge(rules=packed.rules, ways=packed.ways, published=load_published())
