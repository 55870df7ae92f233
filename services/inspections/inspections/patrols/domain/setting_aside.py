"""A finding of a patrol that comes to nothing, or is about the same act as another one (APL 54)."""

from contracts.inspections import PatrolEvent, PatrolFindingSetAside
from contracts.refusal import Category, Rule, refuse
from contracts.values import Text, Word
from inspections.patrols.domain.patrol import Facts, Patrol
from inspections.patrols.domain.patrolling import REFERRED, SET_ASIDE, OfficersCommand, check_acting, finding_of

ITSELF = Rule("inspections/finding-same-as-itself", "不能与自身合并", category=Category.MALFORMED)
NO_SUCH_ONE = Rule("inspections/no-finding-to-join", "本乡镇没有这项巡查发现", category=Category.MALFORMED)


class SetFindingAside(OfficersCommand):
    """`same_as` is the finding that tells of the same act, if that is why: that one is referred."""

    finding: Word
    reasons: Text
    same_as: Word | None = None

    def joins(self) -> str | None:
        return self.same_as


def set_finding_aside(patrol: Patrol, command: SetFindingAside, facts: Facts) -> list[PatrolEvent]:
    """Set aside a finding that does not meet the standard, or joins another one of the township."""
    caller = check_acting(patrol, facts)
    check_open(patrol, finding_of(patrol, command.finding).finding)
    if command.same_as == command.finding:
        refuse(ITSELF)
    if command.same_as:
        check_same(patrol, command.same_as, facts)
    return [
        PatrolFindingSetAside(
            finding=command.finding,
            set_aside_on=facts.on,
            township=patrol.assigned.township,
            reasons=command.reasons,
            same_as=command.same_as,
            officer=caller,
        )
    ]


def check_open(patrol: Patrol, finding: str) -> None:
    """Refuse what was referred or set aside before."""
    if any(fact.finding == finding for fact in patrol.referred):
        refuse(REFERRED, finding=finding)
    if any(fact.finding == finding for fact in patrol.set_aside):
        refuse(SET_ASIDE, finding=finding)


def check_same(patrol: Patrol, finding: str, facts: Facts) -> None:
    """Refuse to join a finding that the township does not have, or one that was set aside itself."""
    own = any(fact.finding == finding for fact in patrol.found)
    same = patrol if own else facts.same or refuse(NO_SUCH_ONE)
    if any(fact.finding == finding for fact in same.set_aside):
        refuse(SET_ASIDE, finding=finding)
