"""Judging a command on a case by what was told of it, as the platform would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from pydantic import TypeAdapter

from cases.case.domain.command import Asking, CaseCommand
from cases.case.domain.decisions import DECISIONS
from cases.case.domain.form import Desk
from cases.case.domain.gathering import gather
from cases.case.domain.known import KNOWN, KnownCase, Told
from cases.case.domain.next_steps import nowhere, offered, standing
from cases.case.domain.procedure import Today
from cases.case.reference import load_law
from cases.judge.rules import Pack
from contracts import judging
from contracts.cases import CaseEvent
from contracts.judging import Decision, Given
from contracts.origin import Origin
from contracts.steps import GIVERS, NextStep
from contracts.values import Role


@dataclass(frozen=True, kw_only=True)
class Judge(judging.Judge[KnownCase]):
    """Judges by the rules that the hash names; `day` is the law of every case, of whatever day."""

    decisions: ClassVar[Mapping[str, Decision]] = DECISIONS
    reads: ClassVar[TypeAdapter[KnownCase]] = KNOWN
    ids: ClassVar[tuple[str, str]] = ("case_id", "act_id")

    day: Today

    def givers(self, step: str) -> Sequence[Role]:
        return GIVERS[self.day.procedure.steps[step].by]

    async def decide(
        self, decision: Decision, command: CaseCommand, known: KnownCase, given: Given, who: Origin, *, granted: bool
    ) -> Sequence[CaseEvent]:
        told = Told(known=known, day=self.day, files=frozenset(given.files), granted=granted)
        events: list[CaseEvent] = decision.decide(known.case, command, await gather(told, known.case, command, who))
        return events

    async def offered(self, known: KnownCase, who: Origin) -> list[tuple[NextStep, str]]:
        """Return the steps of the case; similar cases that another body handles are no options here."""
        case, desk = known.case, None
        told = Told(known=known, day=self.day, files=frozenset(), granted=False)
        if not case.ended:
            seen = {mark: filed for mark, filed in known.similar.items() if filed}
            facts = replace(await gather(told, case, Asking(), who), similar=seen)
            staff = tuple(person.row for person in await told.staff.of(known.agency))
            desk = Desk(case=case, facts=facts, staff=staff)
        return [
            (step, item.id) for step, item in offered(case, standing(case, told.today(who)), desk, who.roles, nowhere)
        ]


def load(pack: str) -> Judge:
    """Return the judge of a pack, with the law from the files beside it."""
    packed, law = Pack.model_validate_json(pack), load_law()
    day = Today(
        on=date.min,
        recorded_on=date.min,
        calendar=packed.calendar,
        procedure=law.procedure,
        powers=law.powers,
        thresholds=law.hearing_thresholds,
    )
    return Judge(rules=packed.rules, ways=packed.ways, day=day)
