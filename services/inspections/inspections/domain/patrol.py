"""Patrols: the captain sends officers out; what they see needs a place and a picture, but no firm (巡查)."""

from dataclasses import dataclass
from datetime import date

from contracts.folding import Landing
from contracts.inspections import PatrolAssigned, PatrolConcluded, PatrolEvent, PatrolFound, PatrolReferred
from contracts.moves import Move
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Command, PowerCode, Sha256, Text, Word
from inspections.domain.facts import Facts
from inspections.domain.officers import check_caller, check_pair

NO_TERRITORY = Rule(
    "inspections/no-territory", "只有乡镇执法主体可以安排巡查", law="APL 22", category=Category.NOT_ALLOWED
)
PATROL_OVER = Rule("inspections/patrol-over", "本次巡查已经结束", category=Category.CONFLICT)
NO_FINDING = Rule("inspections/no-such-finding", "没有编号为 {finding} 的巡查发现", category=Category.UNKNOWN)
REFERRED = Rule("inspections/already-referred", "{finding} 已经移送", category=Category.CONFLICT)
DAY_PASSED = Rule("inspections/day-passed", "巡查日 {day} 已过", category=Category.MALFORMED)


class AssignPatrol(Command):
    officers: tuple[CertificateNumber, ...]
    route: Text
    patrol_on: date


class RecordFinding(Command):
    place: Word
    picture: Sha256
    description: Text


class ReferFinding(Command):
    finding: Word
    power: PowerCode


class ConcludePatrol(Command):
    """The officers are back."""


@dataclass(frozen=True, kw_only=True)
class Patrol:
    assigned: PatrolAssigned
    found: tuple[PatrolFound, ...] = ()
    referred: tuple[PatrolReferred, ...] = ()
    concluded: PatrolConcluded | None = None


land = Landing(Patrol)


def moves(patrol: Patrol) -> list[Move]:
    if patrol.concluded:
        return []
    fact = patrol.assigned
    return [Move(who=officer, what="patrol", until=fact.patrol_on) for officer in fact.officers]


def assign_patrol(command: AssignPatrol, facts: Facts) -> list[PatrolEvent]:
    """Two certified officers of the captain's own body."""
    check_pair(command.officers, facts.agency, facts)
    if command.patrol_on < facts.on:
        refuse(DAY_PASSED, day=command.patrol_on)
    township = facts.officers[command.officers[0]].township or refuse(NO_TERRITORY)
    return [
        PatrolAssigned(
            body=facts.agency,
            township=township,
            officers=command.officers,
            route=command.route,
            patrol_on=command.patrol_on,
        )
    ]


def record_finding(patrol: Patrol, command: RecordFinding, facts: Facts) -> list[PatrolEvent]:
    check_going(patrol, facts)
    return [
        PatrolFound(
            finding=facts.id,
            place=command.place,
            picture=command.picture,
            found_on=facts.on,
            description=command.description,
        )
    ]


def refer_finding(patrol: Patrol, command: ReferFinding, facts: Facts) -> list[PatrolEvent]:
    """The finding becomes a matter for a case of the two officers; whether the power is held, cases decides."""
    fact, finding = patrol.assigned, command.finding
    check_caller(fact.officers, facts)
    check_pair(fact.officers, fact.body, facts)
    found = next((it for it in patrol.found if it.finding == finding), None) or refuse(NO_FINDING, finding=finding)
    if any(it.finding == finding for it in patrol.referred):
        refuse(REFERRED, finding=finding)
    return [
        PatrolReferred(
            finding=finding,
            power=command.power,
            body=fact.body,
            township=fact.township,
            found_on=found.found_on,
            place=found.place,
            officers=fact.officers,
        )
    ]


def conclude_patrol(patrol: Patrol, command: ConcludePatrol, facts: Facts) -> list[PatrolEvent]:
    check_going(patrol, facts)
    return [PatrolConcluded(concluded_on=facts.on, findings=len(patrol.found))]


def check_going(patrol: Patrol, facts: Facts) -> None:
    if patrol.concluded:
        refuse(PATROL_OVER)
    check_caller(patrol.assigned.officers, facts)
