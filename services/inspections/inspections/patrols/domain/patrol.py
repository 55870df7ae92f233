"""The state of a patrol, what a decision on it knows, and what it waits for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from contracts.calendar import WorkingDays
from contracts.code import Code
from contracts.done_at import acts_in
from contracts.event import ActEvent
from contracts.folding import Landing
from contracts.inspections import (
    PatrolAssigned,
    PatrolConcluded,
    PatrolEvent,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolFound,
    PatrolOfficerReplaced,
    PatrolOverdue,
    PatrolOverdueLifted,
    PatrolReferred,
    ReplacementGround,
)
from contracts.values import (
    BodyCode,
    CertificateNumber,
    Command,
    PersonId,
)
from contracts.work_items import WorkItem
from inspections.days.inspection_terms import InspectionTerms
from inspections.officers.domain import Holders, Humans, officers_after


class PatrolStep(Code):
    """Step that a patrol waits for."""

    PATROL = "patrol", "巡查"


class PatrolStage(Code):
    """How far a patrol is; one that is over still waits while its findings do."""

    OUT = "out", "巡查中"
    FOUND = "found", "发现待处理"
    DONE = "done", "已办结"


@dataclass(frozen=True, kw_only=True)
class Patrol:
    assigned: PatrolAssigned
    found: tuple[PatrolFound, ...] = ()
    confirmed: tuple[PatrolFindingConfirmed, ...] = ()
    referred: tuple[PatrolReferred, ...] = ()
    set_aside: tuple[PatrolFindingSetAside, ...] = ()
    concluded: PatrolConcluded | None = None
    replacements: tuple[PatrolOfficerReplaced, ...] = ()
    overdue: PatrolOverdue | None = None
    overdue_lifted: PatrolOverdueLifted | None = None

    @property
    def officers(self) -> tuple[CertificateNumber, ...]:
        return officers_after(self.assigned.officers, self.replacements)

    @property
    def recused(self) -> tuple[CertificateNumber, ...]:
        return tuple(fact.replaced for fact in self.replacements if fact.ground is ReplacementGround.RECUSAL)

    @property
    def handlers(self) -> tuple[CertificateNumber, ...]:
        """The officers who are or were to go."""
        return (*self.assigned.officers, *(fact.by for fact in self.replacements))

    @property
    def standing(self) -> list[PatrolFound]:
        """The findings but for those that came to nothing; what was joined to another one still shows its act."""
        gone = {fact.finding for fact in self.set_aside if fact.same_as is None}
        return [fact for fact in self.found if fact.finding not in gone]

    def void(self, humans: Humans) -> frozenset[str]:
        """The findings of whoever was recused since that the other officer had not confirmed (APL 42, 43)."""
        confirmed = {fact.finding for fact in self.confirmed}
        theirs = {one.finding for one in self.found if one.officer and humans.are_among(one.officer, self.recused)}
        return frozenset(theirs - confirmed)

    @property
    def open_findings(self) -> list[str]:
        """The findings that were neither referred nor set aside."""
        settled = {fact.finding for facts in (self.referred, self.set_aside) for fact in facts}
        return [fact.finding for fact in self.found if fact.finding not in settled]

    def about(self, finding: str) -> tuple[PatrolEvent, ...]:
        """What was seen, and that the other officer confirmed it."""
        return tuple(one for facts in (self.found, self.confirmed) for one in facts if one.finding == finding)

    @property
    def stage(self) -> PatrolStage:
        if self.concluded is None:
            return PatrolStage.OUT
        return PatrolStage.FOUND if self.open_findings else PatrolStage.DONE

    @property
    def recorders(self) -> tuple[CertificateNumber, ...]:
        """Those who recorded findings; one of before names nobody."""
        return tuple(fact.officer for fact in self.found if fact.officer)

    def told(self, found: PatrolFound) -> str:
        """The finding as people know it: by its number on the patrol, its place and its day."""
        return f"第 {self.found.index(found) + 1} 项巡查发现（{found.place}，{found.found_on}）"

    def joined(self, officer: CertificateNumber) -> PatrolOfficerReplaced | None:
        """The replacement by which an officer came; None for one who was sent."""
        return next((fact for fact in reversed(self.replacements) if fact.by == officer), None)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of a decision besides the patrol: `on` is the day of it, `recorded_on` that of its record.

    `finding` is the id of what is found, `holders` the officers named.

    `person` is the account of whoever calls, `humans` are those whom the decision tells apart. `same` is the patrol of
    a finding that another one is joined to, `joined` are the findings that were joined to the one that is set aside.
    """

    on: date
    recorded_on: date
    finding: str
    agency: BodyCode
    caller: CertificateNumber | None
    person: PersonId
    humans: Humans
    holders: Holders
    inspection_terms: tuple[InspectionTerms, ...]
    same: "Patrol | None"
    joined: frozenset[str]


class PatrolCommand(Command):
    """A command on a patrol, which declares what its decision needs; files are its fields of type `FileHash`."""

    def certificates(self, patrol: Patrol | None) -> tuple[CertificateNumber, ...]:
        """The certificates that the decision looks up."""
        return ()

    def tells_apart(self, patrol: Patrol) -> Collection[CertificateNumber]:
        """The certificates whose human beings the decision compares with others and the caller."""
        return ()

    def joins(self) -> str | None:
        """The finding of whatever patrol that the decision looks up."""
        return None

    def settles(self) -> str | None:
        """The finding of which the decision asks what was joined to it."""
        return None

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        """The facts before which it can't have been done: all of the patrol, where it does not say which."""
        return acts_in(patrol)


land = Landing(Patrol)


def evolve(patrol: Patrol | None, event: PatrolEvent) -> Patrol:
    """Put the event into its field; a patrol that proved to be in time is no longer late."""
    after = land(patrol, event)
    return replace(after, overdue=None) if isinstance(event, PatrolOverdueLifted) else after


def work_items(patrol: Patrol) -> list[WorkItem]:
    """The patrol itself, for each of its officers, until it is concluded."""
    if patrol.concluded:
        return []
    until = patrol.assigned.patrol_on
    return [WorkItem(who=officer, what=PatrolStep.PATROL, until=until) for officer in patrol.officers]


def due(patrol: Patrol, calendar: WorkingDays) -> date | None:
    """The day of the patrol; None once it was concluded or flagged as late."""
    return None if patrol.concluded or patrol.overdue else patrol.assigned.patrol_on


def flag_overdue(patrol: Patrol, command: None, on: date) -> list[PatrolEvent]:
    """Flag a patrol that nobody concluded on its day, once; it may still be."""
    until = patrol.assigned.patrol_on
    if patrol.concluded or patrol.overdue or on <= until:
        return []
    return [PatrolOverdue(until=until, noticed_on=on, township=patrol.assigned.township)]


def lifted(patrol: Patrol, day: date, on: date) -> list[PatrolEvent]:
    """Lift the flag of a patrol that was concluded in time, which becomes known now."""
    late = patrol.overdue
    return [PatrolOverdueLifted(until=late.until, lifted_on=on)] if late and day <= late.until else []
