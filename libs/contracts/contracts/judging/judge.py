"""Judging a command by what was told of what it is about, as the platform would."""

from abc import ABC, abstractmethod
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, Protocol, Self

from pydantic import TypeAdapter, ValidationError

from contracts.event import ActEvent
from contracts.judged import UNTOLD, Prejudged
from contracts.judging.asked import Answer, Asked, Given, Way
from contracts.judging.decisions import Decision
from contracts.judging.told import NotHere
from contracts.origin import Origin, dated
from contracts.refusal import Refusal, refuse
from contracts.steps import NOT_YOUR_ROLE, NextStep, words_of_roles
from contracts.values import BodyCode, CertificateNumber, PersonId, Role, Sha256
from contracts.verdict import Verdict, recording, refusing, verdict_hash

STEPS: Final = TypeAdapter(list[NextStep])


class Known(Protocol):
    """What is known to `person`, who acts with the certificate and the roles, of what a judge judges."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def person(self) -> PersonId: ...
    @property
    def agency(self) -> BodyCode: ...
    @property
    def certificate(self) -> CertificateNumber | None: ...
    @property
    def roles(self) -> tuple[Role, ...]: ...
    @property
    def hash(self) -> Sha256: ...
    def after(self, events: Any, /) -> Self:
        """Return what is known once the events are recorded, in one write."""


@dataclass(frozen=True, kw_only=True)
class Judge[K: Known](ABC):
    """Judges by the rules that the hash names; `reads` reads and writes what it is told.

    `ways` are those to the steps, whose addresses name what is judged and the one act of it by `ids`; without them
    steps are told without their ways.
    """

    decisions: ClassVar[Mapping[str, Decision]]
    reads: ClassVar[TypeAdapter[Any]]
    ids: ClassVar[tuple[str, str]]

    rules: Sha256
    ways: Mapping[str, Way]

    @abstractmethod
    def givers(self, step: str) -> Sequence[Role]:
        """Return the roles in which the step is given."""

    @abstractmethod
    async def decide(
        self, decision: Decision, command: Any, known: K, given: Given, who: Origin, *, granted: bool
    ) -> Sequence[ActEvent]:
        """Decide as the service would; with every claim `granted`, or leaving it to the platform (NotHere)."""

    @abstractmethod
    async def offered(self, known: K, who: Origin) -> list[tuple[NextStep, str]]:
        """Return the steps, each with the id of the act that it is for, without the ways to them."""

    def judge(self, facts: str, given: str) -> str:
        """Return the verdict on a command, as JSON."""
        known, asked = self.reads.validate_json(facts), Given.model_validate_json(given)
        verdict, after = self.verdict(known, asked)
        found = verdict_hash(verdict)
        told = Prejudged(
            rules=self.rules,
            facts=known.hash,
            version=known.version,
            at=asked.now,
            verdict=UNTOLD if "undecided" in verdict else found,
        )
        dumped = self.reads.dump_python(after, mode="json") if after else None
        return Answer(verdict=verdict, hash=found, judged=told.told(), after=dumped).model_dump_json()

    def steps(self, facts: str, asked: str) -> str:
        """Return the steps with their forms, as JSON: as the page shows them."""
        known, moment = self.reads.validate_json(facts), Asked.model_validate_json(asked)
        found = at_once(self.offered(known, caller(known, moment.now, "")))
        return STEPS.dump_json([self.with_way(step, known, act) for step, act in found], by_alias=True).decode()

    def with_way(self, step: NextStep, known: K, act: str) -> NextStep:
        way = self.ways.get(step.name)
        if way is None:
            return step
        path = way.address.format(**dict(zip(self.ids, (known.id, act), strict=True)))
        return step.model_copy(update={"path": path, "method": way.method, "body": way.body})

    def verdict(self, known: K, given: Given) -> tuple[Verdict, K | None]:
        """Return the verdict, and what is known once it is recorded."""
        decision = self.decisions[given.step]
        try:
            command = commanded(decision, given)
        except ValidationError as error:
            return {"invalid": sorted({".".join(map(str, one["loc"])) for one in error.errors()})}, None
        who = caller(known, given.now, given.key).doing(command)
        try:
            self.check_role(given.step, who)
            events = at_once(self.decide(decision, command, known, given, who, granted=False))
        except Refusal as refusal:
            return refusing(refusal), None
        except NotHere as untold:
            left: Verdict = {"undecided": {"matter": untold.matter.value, "word": untold.matter.word}}
            return left, self.as_granted(decision, command, known, given, who) if untold.claim else None
        return recording(events), known.after(dated(events, who))

    def check_role(self, step: str, who: Origin) -> None:
        roles = self.givers(step)
        if who.roles.isdisjoint(roles):
            refuse(NOT_YOUR_ROLE, roles=words_of_roles(roles))

    def as_granted(self, decision: Decision, command: Any, known: K, given: Given, who: Origin) -> K | None:
        """Return what is known where the platform grants what is claimed; None where more is left to it, or refused."""
        try:
            events = at_once(self.decide(decision, command, known, given, who, granted=True))
        except (NotHere, Refusal):
            return None
        return known.after(dated(events, who))


def commanded(decision: Decision, given: Given) -> Any:
    """Return the command; raise ValidationError for a body that is none."""
    named = {decision.item: given.item} if decision.item else {}
    return decision.command.model_validate(given.body | named)


def caller(known: Known, now: datetime, key: str) -> Origin:
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
