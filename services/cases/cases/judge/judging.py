"""Judging a command on a case by what was told of it, as the platform would."""

from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from cases.case.domain.command import Asking, CaseCommand
from cases.case.domain.decisions import DECISIONS, Decision
from cases.case.domain.form import Desk, Item
from cases.case.domain.gathering import gather
from cases.case.domain.known import KNOWN, KnownCase, Told
from cases.case.domain.next_steps import offered, standing
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import NotHere
from cases.case.reference import load_law
from cases.judge.rules import Pack
from contracts.cases import CaseEvent
from contracts.judged import UNTOLD, Prejudged
from contracts.origin import Origin, dated
from contracts.refusal import Refusal, refuse
from contracts.steps import GIVERS, NOT_YOUR_ROLE, NextStep, words_of_roles
from contracts.values import Sha256, Value
from contracts.verdict import Verdict, recording, refusing, verdict_hash

STEPS: Final = TypeAdapter(list[NextStep])


class Given(Value):
    """A command as a phone gives it: `item` is the act that the address names, `now` the moment that the phone shows.

    `files` are those that it has or has sent: they are sent before the command.
    """

    step: str
    body: dict[str, Any] = Field(default_factory=dict)
    item: str = ""
    key: str
    now: AwareDatetime
    files: tuple[Sha256, ...] = ()


class Asked(Value):
    """The question what may be done next, at the moment that the phone shows."""

    now: AwareDatetime


class Answer(BaseModel):
    """`judged` is the header of the command; `after` are the facts then, None where nothing would be recorded."""

    verdict: Verdict
    hash: Sha256
    judged: str
    after: Any


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Judges by the rules that the hash names; `day` is the law of every case, of whatever day."""

    rules: Sha256
    day: Today

    def judge(self, facts: str, given: str) -> str:
        """Return the verdict on a command, as JSON."""
        known, asked = KNOWN.validate_json(facts), Given.model_validate_json(given)
        verdict, after = self.verdict(known, asked)
        found = verdict_hash(verdict)
        told = Prejudged(
            rules=self.rules,
            facts=known.hash,
            version=known.version,
            at=asked.now,
            verdict=UNTOLD if "undecided" in verdict else found,
        )
        dumped = KNOWN.dump_python(after, mode="json") if after else None
        return Answer(verdict=verdict, hash=found, judged=told.told(), after=dumped).model_dump_json()

    def steps(self, facts: str, asked: str) -> str:
        """Return the steps of the case with their forms, as JSON: as the page shows them, without the ways to them.

        Similar cases that another body handles are no options here.
        """
        known, moment = KNOWN.validate_json(facts), Asked.model_validate_json(asked)
        who, told = caller(known, moment.now, ""), Told(known=known, day=self.day, files=frozenset())
        return STEPS.dump_json([step for step, _ in self.offered(known, told, who)], by_alias=True).decode()

    def offered(self, known: KnownCase, told: Told, who: Origin) -> Iterator[tuple[NextStep, Item]]:
        case, desk = known.case, None
        if not case.ended:
            seen = {mark: filed for mark, filed in known.similar.items() if filed}
            facts = replace(at_once(gather(told, case, Asking(), who)), similar=seen)
            staff = tuple(person.row for person in at_once(told.staff.of(known.agency)))
            desk = Desk(case=case, facts=facts, staff=staff)
        return offered(case, standing(case, told.today(who)), desk, who.roles)

    def verdict(self, known: KnownCase, asked: Given) -> tuple[Verdict, KnownCase | None]:
        """Return the verdict, and what is known once it is recorded."""
        decision = DECISIONS[asked.step]
        try:
            command = commanded(decision, asked)
        except ValidationError as error:
            return {"invalid": sorted({".".join(map(str, one["loc"])) for one in error.errors()})}, None
        who = caller(known, asked.now, asked.key).doing(command)
        try:
            events = self.decide(decision, command, known, asked, who)
        except Refusal as refusal:
            return refusing(refusal), None
        except NotHere as untold:
            return {"undecided": {"matter": untold.matter.value, "word": untold.matter.word}}, None
        return recording(events), known.after(dated(events, who))

    def decide(
        self, decision: Decision, command: CaseCommand, known: KnownCase, asked: Given, who: Origin
    ) -> Sequence[CaseEvent]:
        roles = GIVERS[self.day.procedure.steps[asked.step].by]
        if who.roles.isdisjoint(roles):
            refuse(NOT_YOUR_ROLE, roles=words_of_roles(roles))
        told = Told(known=known, day=self.day, files=frozenset(asked.files))
        return decision.decide(known.case, command, at_once(gather(told, known.case, command, who)))


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
    return Judge(rules=packed.rules, day=day)


def commanded(decision: Decision, asked: Given) -> CaseCommand:
    """Return the command; raise ValidationError for a body that is none."""
    named = {decision.item: asked.item} if decision.item else {}
    return decision.command.model_validate(asked.body | named)


def caller(known: KnownCase, now: datetime, key: str) -> Origin:
    return Origin(
        actor=known.person,
        agency=known.agency,
        certificate=known.certificate,
        roles=frozenset(known.roles),
        cause=f"http:{known.person}:{key}",
        request="",
        at=now,
    )


def at_once[R](gathering: Coroutine[Any, Any, R]) -> R:
    """Return what a coroutine returns that waits for nothing."""
    try:
        gathering.send(None)
    except StopIteration as done:
        result: R = done.value
        return result
    raise RuntimeError("what was told needs no waiting")
