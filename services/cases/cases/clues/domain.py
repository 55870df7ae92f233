"""Clues to suspected acts (线索, APL 54)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.days.domain import FACT_DAY
from cases.officers.domain import certified_caller
from contracts.alike import are_alike
from contracts.calendar import WorkingDays
from contracts.cases import (
    ClueEvent,
    ClueOverdue,
    ClueOverdueLifted,
    ClueRegistered,
    ClueSetAside,
    ClueSource,
    ClueTaken,
)
from contracts.code import Code
from contracts.done_at import OnSite
from contracts.folding import Landing
from contracts.identity.holder import Holder
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import (
    BodyCode,
    CertificateNumber,
    Command,
    Day,
    Name,
    PublicWord,
    RestsOn,
    Role,
    Text,
    TownshipCode,
    Word,
)
from contracts.work_items import WorkItem, post

NO_CLUE = Rule("cases/no-clue", "没有这条线索", category=Category.MALFORMED)
OTHER_TOWNSHIP = Rule("cases/clue-of-other-township", "线索属于 {township}，须由当地办理", law="APL 22")
TAKEN = Rule(
    "cases/clue-taken",
    "该线索已经立案，或者正在由他人处理",
    law="APL 54",
    remedy="请在该线索所立的案件中办理；该案已经撤销的，请不填线索另行立案，并向批准立案的负责人说明被撤销的案件",
)
SET_ASIDE = Rule("cases/clue-set-aside", "该线索已经核查，不予立案", law="APL 54")
ITSELF = Rule("cases/clue-same-as-itself", "不能与自身合并", category=Category.MALFORMED)
HAS_OTHERS = Rule(
    "cases/clue-has-joined",
    "已有其他线索合并到本线索，本线索不能再合并到另一条线索",
    law="APL 54",
    category=Category.CONFLICT,
    remedy="请将另一条线索合并到本线索，或者核查后分别处理",
)
JOINED_BACK = Rule(
    "cases/clue-joined-back",
    "对方正在合并到另一条线索，不能作为合并的对象",
    law="APL 54",
    category=Category.CONFLICT,
    remedy="请重新读取对方后再办",
)


class RegisterClue(OnSite):
    """Clue; who pointed to it stays confidential. It came in on `received_on` (None: today)."""

    township: KnownTownship
    seen_on: Day
    received_on: Day | None = None
    place: PublicWord
    description: Text
    informant: Name


class SetClueAside(OnSite):
    """`same_as` is the clue that tells of the same act, if that is why: that one is checked, or was filed."""

    reasons: Text
    same_as: Word | None = None


class TakeClue(Command):
    """A case was filed from the clue, on the day on which the officers proposed it."""

    case: str
    filed_on: Day


class ClueStep(Code):
    """Step that a clue waits for."""

    CHECK = "check-clue", "核查线索"


class ClueStage(Code):
    """What became of a clue."""

    OPEN = "to-check", "待核查"
    FILED = "became-case", "已立案"
    JOINED = "joined", "已并案"
    SET_ASIDE = "set-aside", "不予立案"


@dataclass(frozen=True, kw_only=True)
class Clue:
    registered: ClueRegistered
    taken: ClueTaken | None = None
    set_aside: ClueSetAside | None = None
    overdue: ClueOverdue | None = None
    overdue_lifted: ClueOverdueLifted | None = None

    @property
    def open(self) -> bool:
        return not (self.taken or self.set_aside)

    @property
    def late(self) -> bool:
        return self.open and self.overdue is not None

    @property
    def stage(self) -> ClueStage:
        if self.taken:
            return ClueStage.FILED
        if self.set_aside:
            return ClueStage.JOINED if self.set_aside.same_as else ClueStage.SET_ASIDE
        return ClueStage.OPEN


@dataclass(frozen=True, kw_only=True)
class ClueFacts:
    """`id` is the clue's; `source` follows from the post of the caller, who is of `body`; `same` is a clue named.

    `on` is the day on which something is done, `recorded_on` that on which the platform hears of it.

    `caller` is the certificate of the one who calls, `holders` what identity says of it by the facts in `rests_on`.
    `has_others` tells whether others were joined to this clue, where it is to join one.
    """

    id: str
    on: date
    recorded_on: date
    source: ClueSource
    body: BodyCode
    caller: CertificateNumber | None
    holders: Mapping[CertificateNumber, Holder]
    rests_on: tuple[RestsOn, ...]
    same: Clue | None
    has_others: bool
    check_days: int


land = Landing(Clue)


def evolve(clue: Clue | None, event: ClueEvent) -> Clue:
    """Put the event into its field; a clue that proved to be checked in time is no longer late."""
    after = land(clue, event)
    return replace(after, overdue=None) if isinstance(event, ClueOverdueLifted) else after


def register_clue(command: RegisterClue, facts: ClueFacts) -> list[ClueEvent]:
    """Register a clue that came in today or before; what was seen lies before that."""
    seen_on = FACT_DAY.of(command.seen_on, facts.on, since=None)
    received_on = FACT_DAY.of(command.received_on, facts.on, since=seen_on)
    if facts.source is ClueSource.PATROL and command.township != facts.body:
        refuse(OTHER_TOWNSHIP, township=command.township)
    return [
        ClueRegistered(
            source=facts.source,
            township=command.township,
            received_on=received_on,
            seen_on=command.seen_on,
            place=command.place,
            recorded_on=facts.recorded_on,
            check_until=received_on + timedelta(days=facts.check_days),
            description=command.description,
            informant=command.informant,
        )
    ]


def set_clue_aside(clue: Clue, command: SetClueAside, facts: ClueFacts) -> list[ClueEvent]:
    """Set aside a clue that a certified officer checked and that does not meet the standard, or joins another one."""
    check_open(clue)
    for day in (facts.recorded_on, facts.on):
        certified_caller(facts.caller, facts.holders, facts.body, day)
    if command.same_as == facts.id:
        refuse(ITSELF)
    if command.same_as:
        check_same(clue, facts)
    return [
        *lifted(clue, facts.on, facts.recorded_on),
        ClueSetAside(set_aside_on=facts.on, reasons=command.reasons, same_as=command.same_as, rests_on=facts.rests_on),
    ]


def check_same(clue: Clue, facts: ClueFacts) -> None:
    """Refuse to join a clue of another township, or one that was set aside itself; and one that others joined."""
    same = facts.same or refuse(NO_CLUE)
    if same.registered.township != clue.registered.township:
        refuse(OTHER_TOWNSHIP, township=same.registered.township)
    if same.set_aside:
        refuse(SET_ASIDE)
    if facts.has_others:
        refuse(HAS_OTHERS)


def may_be_same(one: ClueRegistered, other: ClueRegistered) -> bool:
    """Tell whether two clues may be about one act."""
    return one.township == other.township and are_alike(one.place, one.seen_on, other.place, other.seen_on)


def take_clue(clue: Clue, command: TakeClue, facts: ClueFacts) -> list[ClueEvent]:
    """Mark the clue as taken by a case; the first one counts."""
    if clue.taken:
        return []
    return [*lifted(clue, command.filed_on, facts.recorded_on), ClueTaken(case=command.case)]


def check_clue(clue: Clue | None, named: str | None, township: TownshipCode) -> None:
    """Refuse to start a case from a clue that is not an open one of its township."""
    if named is None:
        return
    clue = clue or refuse(NO_CLUE)
    if clue.registered.township != township:
        refuse(OTHER_TOWNSHIP, township=clue.registered.township)
    check_open(clue)


def check_open(clue: Clue) -> None:
    if clue.taken:
        refuse(TAKEN)
    if clue.set_aside:
        refuse(SET_ASIDE)


def due(clue: Clue, calendar: WorkingDays) -> date | None:
    """The last day to check the clue, while that is open and not flagged."""
    return clue.registered.check_until if clue.open and not clue.overdue else None


def tick(clue: Clue, command: None, on: date) -> list[ClueEvent]:
    """Flag a clue that nobody checked in time (X-40)."""
    until = clue.registered.check_until
    if not until or on <= until or clue.overdue or not clue.open:
        return []
    return [ClueOverdue(township=clue.registered.township, until=until, noticed_on=on)]


def lifted(clue: Clue, day: date, on: date) -> list[ClueEvent]:
    """Lift the flag of a clue that was answered in time, which becomes known now."""
    late = clue.overdue
    return [ClueOverdueLifted(until=late.until, lifted_on=on)] if late and day <= late.until else []


def clue_work(clue: Clue) -> list[WorkItem]:
    """The work items of an open clue: one for each post of its township that may check it."""
    if not clue.open:
        return []
    township, until = clue.registered.township, clue.registered.check_until
    return [
        WorkItem(who=post(role, township), what=ClueStep.CHECK, until=until) for role in (Role.OFFICER, Role.CAPTAIN)
    ]
