"""A finding of a patrol that comes to nothing, or is about the same act as another one (APL 54)."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from contracts.event import ActEvent
from contracts.inspections import PatrolEvent, PatrolFindingSetAside, PatrolFound
from contracts.refusal import Category, Rule, refuse
from contracts.values import Text, Word
from inspections.patrols.domain.patrol import Facts, Patrol
from inspections.patrols.domain.patrolling import (
    REFERRED,
    SET_ASIDE,
    OfficersCommand,
    check_acting,
    check_not_void,
    finding_of,
)

ITSELF = Rule("inspections/finding-same-as-itself", "不能与自身合并", category=Category.MALFORMED)
NO_SUCH_ONE = Rule("inspections/no-finding-to-join", "本乡镇没有这项巡查发现", category=Category.MALFORMED)
UNNAMED = Rule(
    "inspections/joined-findings-unnamed",
    "已有 {count} 项巡查发现合并到本项，本项不予移送的，须写明这些发现一并不予移送",
    law="APL 54",
    remedy="请写明已经合并到本项的全部巡查发现（joined）",
)
HAS_OTHERS = Rule(
    "inspections/finding-has-joined",
    "已有其他巡查发现合并到本项，本项不能再合并到另一项",
    law="APL 54",
    category=Category.CONFLICT,
    remedy="请将另一项合并到本项，或者写明已经合并到本项的巡查发现（joined），作不予移送处理",
)
JOINED_BACK = Rule(
    "inspections/finding-joined-back",
    "对方正在合并到另一项巡查发现，不能作为合并的对象",
    law="APL 54",
    category=Category.CONFLICT,
    remedy="请重新读取对方后再办",
)


class SetFindingAside(OfficersCommand):
    """`same_as` is the finding that tells of the same act, if that is why: that one is referred.

    Otherwise `joined` are those that were joined to this one, and come to nothing with it.
    """

    finding: Word
    reasons: Text
    same_as: Word | None = None
    joined: Annotated[tuple[Word, ...], Field(max_length=200)] = ()

    def follows(self, patrol: Patrol) -> Iterable[ActEvent]:
        return (*super().follows(patrol), *patrol.about(self.finding), *patrol.about(self.same_as or ""))

    def joins(self) -> str | None:
        return self.same_as

    def settles(self) -> str | None:
        return self.finding


def set_finding_aside(patrol: Patrol, command: SetFindingAside, facts: Facts) -> list[PatrolEvent]:
    """Set aside a finding that does not meet the standard, or joins another one of the township."""
    caller = check_acting(patrol, facts)
    check_open(patrol, finding_of(patrol, command.finding))
    if command.same_as == command.finding:
        refuse(ITSELF)
    if command.same_as:
        check_same(patrol, command.same_as, facts)
    if facts.joined != set(command.joined):
        refuse(UNNAMED, count=len(facts.joined))
    return [
        PatrolFindingSetAside(
            finding=command.finding,
            set_aside_on=facts.on,
            township=patrol.assigned.township,
            reasons=command.reasons,
            same_as=command.same_as,
            officer=caller,
            joined=tuple(sorted(facts.joined)),
        )
    ]


def check_open(patrol: Patrol, found: PatrolFound) -> None:
    """Refuse what was referred or set aside before."""
    if any(fact.finding == found.finding for fact in patrol.referred):
        refuse(REFERRED, finding=patrol.told(found))
    if any(fact.finding == found.finding for fact in patrol.set_aside):
        refuse(SET_ASIDE, finding=patrol.told(found))


def check_same(patrol: Patrol, finding: str, facts: Facts) -> None:
    """Refuse to join a finding that the township does not have or that was set aside, and one that others joined."""
    own = any(fact.finding == finding for fact in patrol.found)
    same = patrol if own else facts.same or refuse(NO_SUCH_ONE)
    if any(fact.finding == finding for fact in same.set_aside):
        refuse(SET_ASIDE, finding=same.told(finding_of(same, finding)))
    check_not_void(same, finding_of(same, finding), facts)
    if facts.joined:
        refuse(HAS_OTHERS)
