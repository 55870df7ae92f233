"""Patrols (巡查): the captain sends officers out; what they find needs a place and a picture, but no firm."""

from collections.abc import Collection, Iterable

from contracts.done_at import OnSite
from contracts.event import ActEvent
from contracts.inspections import (
    PatrolAssigned,
    PatrolConcluded,
    PatrolEvent,
    PatrolFindingConfirmed,
    PatrolFound,
    PatrolOfficerReplaced,
    PatrolReferred,
)
from contracts.refusal import Category, Rule, refuse
from contracts.shot import GivenShot, published_shot
from contracts.values import (
    CertificateNumber,
    Day,
    FileHash,
    PowerCode,
    PublicText,
    PublicWord,
    Text,
    Word,
)
from inspections.days.inspection_terms import recorded_day
from inspections.officers.domain import (
    Replacement,
    check_caller,
    check_decider,
    check_officers,
    check_replacement,
    check_replacing,
    one_of_them,
)
from inspections.patrols.domain.patrol import Facts, Patrol, PatrolCommand, lifted

NO_TERRITORY = Rule(
    "inspections/no-territory", "只有乡镇执法主体可以安排巡查", law="APL 22", category=Category.NOT_ALLOWED
)
PATROL_OVER = Rule("inspections/patrol-over", "本次巡查已经结束", category=Category.CONFLICT)
NO_FINDING = Rule("inspections/no-such-finding", "本次巡查没有这一项发现", category=Category.UNKNOWN)
REFERRED = Rule("inspections/already-referred", "{finding}已经移送", category=Category.CONFLICT)
SET_ASIDE = Rule("inspections/finding-set-aside", "{finding}已经决定不予移送", law="APL 54")
UNCONFIRMED = Rule(
    "inspections/finding-unconfirmed",
    "{finding}还没有经另一名执法人员确认",
    law="APL 42",
    remedy="请另一名执法人员登录确认",
)
OWN_FINDING = Rule(
    "inspections/own-finding", "须由另一名执法人员确认", law="APL 42", remedy="请另一名执法人员登录确认"
)
NOT_THERE = Rule(
    "inspections/not-there",
    "执法证 {number} 的执法人员在这项发现登记以后才参加本次巡查，不能确认",
    law="APL 42",
    remedy="由当时在场的另一名执法人员确认，或者两人到场查看后重新登记",
)
SHOWN_BEFORE = Rule(
    "inspections/picture-of-another-finding",
    "这张照片已经用于本次巡查在另一地点或者另一日的发现，不能证明本项发现",
    law="APL 46, 47",
    remedy="请上传本项发现的现场照片；此前登记有误的，先作不予移送处理",
)
OF_THE_RECUSED = Rule(
    "inspections/finding-of-recused",
    "{finding}由其后回避的执法人员登记，回避前没有经另一名执法人员确认，不能作为依据",
    law="APL 42, 43",
    remedy="由现在的两名执法人员到场查看后重新登记",
)
DAY_PASSED = Rule("inspections/day-passed", "巡查日 {day} 已过", category=Category.MALFORMED)


class AssignPatrol(PatrolCommand):
    officers: tuple[CertificateNumber, ...]
    route: PublicText
    patrol_on: Day

    def certificates(self, patrol: Patrol | None) -> tuple[CertificateNumber, ...]:
        return self.officers


class OfficersCommand(PatrolCommand, OnSite):
    """A command that only the officers of the patrol give; what they see, each of them may see at the same time."""

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        return (patrol.assigned, *patrol.replacements)

    def certificates(self, patrol: Patrol | None) -> tuple[CertificateNumber, ...]:
        return patrol.officers if patrol else ()

    def tells_apart(self, patrol: Patrol) -> Collection[CertificateNumber]:
        return (*patrol.recused, *patrol.recorders)


class ReplacePatrolOfficer(Replacement, PatrolCommand):
    """Another officer for the patrol."""

    def certificates(self, patrol: Patrol | None) -> tuple[CertificateNumber, ...]:
        return (*(patrol.officers if patrol else ()), self.by)

    def tells_apart(self, patrol: Patrol) -> Collection[CertificateNumber]:
        return (*patrol.recused, *patrol.recorders, *patrol.handlers, self.by)


class RecordFinding(OfficersCommand):
    """`found_on` is the day on which it was seen (None: today)."""

    place: PublicWord
    found_on: Day | None = None
    picture: FileHash
    description: Text
    picture_shot: GivenShot | None = None


class ConfirmFinding(OfficersCommand):
    """The other officer says that it was so; the finding is named by the address."""

    finding: str

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        return (*super().follows(patrol), *patrol.about(self.finding))


class ReferFinding(OfficersCommand):
    finding: Word
    power: PowerCode

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        return (*super().follows(patrol), *patrol.about(self.finding))


class ConcludePatrol(OfficersCommand):
    """The officers are back; `concluded_on` is the day (None: today)."""

    concluded_on: Day | None = None

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        return (*super().follows(patrol), *patrol.found)


def assign_patrol(command: AssignPatrol, facts: Facts) -> list[PatrolEvent]:
    """Send out two certified officers of the captain's own body, into its township."""
    check_officers(command.officers, facts.agency, facts.holders, facts.on)
    if command.patrol_on < facts.on:
        refuse(DAY_PASSED, day=command.patrol_on)
    township = facts.holders[command.officers[0]].township or refuse(NO_TERRITORY)
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
    """Record what an officer of the patrol saw."""
    caller = check_going(patrol, facts)
    since = min(patrol.assigned.patrol_on, facts.on)
    if came := patrol.joined(caller):
        since = max(since, came.replaced_on)
    found_on = recorded_day(command.found_on, facts.on, since, facts.inspection_terms, recorded_on=facts.recorded_on)
    check_caller(caller, patrol.officers, patrol.assigned.body, facts.holders, found_on)
    shown = [one for one in patrol.standing if one.picture == command.picture]
    if any((one.place, one.found_on) != (command.place, found_on) for one in shown):
        refuse(SHOWN_BEFORE)
    return [
        PatrolFound(
            finding=facts.finding,
            place=command.place,
            picture=command.picture,
            found_on=found_on,
            recorded_on=facts.recorded_on,
            description=command.description,
            officer=facts.caller,
            picture_shot=published_shot(command.picture_shot),
        )
    ]


def confirm_finding(patrol: Patrol, command: ConfirmFinding, facts: Facts) -> list[PatrolEvent]:
    """Confirm a finding as the other officer, who was there, certified on its day and today (APL 42)."""
    caller = check_acting(patrol, facts)
    found = finding_of(patrol, command.finding)
    if caller == found.officer:
        refuse(OWN_FINDING)
    came = patrol.joined(caller)
    if came and found in patrol.found[: came.findings]:
        refuse(NOT_THERE, number=caller)
    check_caller(caller, patrol.officers, patrol.assigned.body, facts.holders, found.found_on)
    if any(fact.finding == found.finding for fact in patrol.confirmed):
        return []
    check_not_void(patrol, found, facts)
    return [PatrolFindingConfirmed(finding=found.finding, certificate=caller, confirmed_on=facts.on)]


def check_not_void(patrol: Patrol, found: PatrolFound, facts: Facts) -> None:
    """Refuse what only somebody who was recused since has seen: it came to nothing (X-01, X-03)."""
    if found.finding in patrol.void(facts.humans):
        refuse(OF_THE_RECUSED, finding=patrol.told(found))


def finding_of(patrol: Patrol, finding: str) -> PatrolFound:
    """The finding; refuses NO_FINDING if there is none."""
    there = (fact for fact in patrol.found if fact.finding == finding)
    return next(there, None) or refuse(NO_FINDING)


def refer_finding(patrol: Patrol, command: ReferFinding, facts: Facts) -> list[PatrolEvent]:
    """Refer a finding to a case of the two officers, once; cases decides whether the body holds the power."""
    assigned, finding = patrol.assigned, command.finding
    check_acting(patrol, facts)
    check_officers(patrol.officers, assigned.body, facts.holders, facts.on)
    found = finding_of(patrol, finding)
    if any(fact.finding == finding for fact in patrol.referred):
        refuse(REFERRED, finding=patrol.told(found))
    if any(fact.finding == finding for fact in patrol.set_aside):
        refuse(SET_ASIDE, finding=patrol.told(found))
    check_not_void(patrol, found, facts)
    given = (fact for fact in patrol.confirmed if fact.finding == finding)
    confirmed = next(given, None) or refuse(UNCONFIRMED, finding=patrol.told(found))
    return [
        PatrolReferred(
            finding=finding,
            power=command.power,
            body=assigned.body,
            township=assigned.township,
            found_on=found.found_on,
            place=found.place,
            officers=patrol.officers,
            confirmed_by=confirmed.certificate,
        )
    ]


def conclude_patrol(patrol: Patrol, command: ConcludePatrol, facts: Facts) -> list[PatrolEvent]:
    """End the patrol, on the day of what was found last or later."""
    caller = check_going(patrol, facts)
    days = [fact.found_on for fact in patrol.found] + [fact.replaced_on for fact in patrol.replacements]
    since = max([min(patrol.assigned.patrol_on, facts.on), *days])
    concluded_on = recorded_day(
        command.concluded_on, facts.on, since, facts.inspection_terms, recorded_on=facts.recorded_on
    )
    check_caller(caller, patrol.officers, patrol.assigned.body, facts.holders, concluded_on)
    concluded = PatrolConcluded(concluded_on=concluded_on, findings=len(patrol.found), recorded_on=facts.recorded_on)
    return [*lifted(patrol, concluded_on, facts.recorded_on), concluded]


def replace_patrol_officer(patrol: Patrol, command: ReplacePatrolOfficer, facts: Facts) -> list[PatrolEvent]:
    """Send another certified officer of the body in place of one who may not go any more (X-02, X-03).

    Also after the patrol, as long as a finding waits to be confirmed or referred.
    """
    check_decider(facts.person, patrol.recused, facts.humans)
    check_replacing(command, facts.person, patrol.handlers, facts.humans)
    if patrol.concluded and patrol.void(facts.humans).issuperset(patrol.open_findings):
        refuse(PATROL_OVER)
    check_replacement(
        command, patrol.officers, patrol.recused, patrol.assigned.body, facts.holders, facts.humans, facts.on
    )
    return [
        PatrolOfficerReplaced(
            replaced=command.replaced,
            by=command.by,
            replaced_on=facts.on,
            ground=command.ground,
            findings=len(patrol.found),
            reason=command.reason,
        )
    ]


def check_going(patrol: Patrol, facts: Facts) -> CertificateNumber:
    """The caller's certificate; refuses everyone but the patrol's officers, and them once it is concluded."""
    one_of_them(facts.caller, patrol.officers)
    if patrol.concluded:
        refuse(PATROL_OVER)
    return check_acting(patrol, facts)


def check_acting(patrol: Patrol, facts: Facts) -> CertificateNumber:
    """The caller's certificate; refuses everyone but the officers, each certified then and today (X-01, X-02)."""
    for day in (facts.recorded_on, facts.on):
        check_caller(facts.caller, patrol.officers, patrol.assigned.body, facts.holders, day)
    return one_of_them(facts.caller, patrol.officers)
