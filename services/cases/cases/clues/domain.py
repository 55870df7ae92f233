"""Clues to suspected acts (线索, APL 54)."""

from dataclasses import dataclass
from datetime import date

from contracts.cases import ClueEvent, ClueRegistered, ClueSetAside, ClueSource, ClueTaken
from contracts.code import Code
from contracts.folding import Landing
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, Command, Name, PublicWord, Role, Text, TownshipCode
from contracts.work_items import WorkItem, post

NO_CLUE = Rule("cases/no-clue", "没有这条线索", category=Category.MALFORMED)
OTHER_TOWNSHIP = Rule("cases/clue-of-other-township", "线索属于 {township}，须由当地办理", law="APL 22")
SEEN_LATER = Rule("cases/seen-later", "发现日期不得晚于收到日期", category=Category.MALFORMED)
TAKEN = Rule("cases/clue-taken", "该线索已经立案", law="APL 54")
SET_ASIDE = Rule("cases/clue-set-aside", "该线索已经核查，不予立案", law="APL 54")


class RegisterClue(Command):
    """Clue; who pointed to it stays confidential."""

    township: KnownTownship
    seen_on: date
    place: PublicWord
    description: Text
    informant: Name


class SetClueAside(Command):
    reasons: Text


class TakeClue(Command):
    """A case was filed from the clue."""

    case: str


class ClueStep(Code):
    """Step that a clue waits for."""

    CHECK = "check-clue", "核查线索"


@dataclass(frozen=True, kw_only=True)
class Clue:
    registered: ClueRegistered
    taken: ClueTaken | None = None
    set_aside: ClueSetAside | None = None


@dataclass(frozen=True, kw_only=True)
class ClueFacts:
    """`source` follows from the post of the caller, who is of `body`."""

    on: date
    source: ClueSource
    body: BodyCode


land = Landing(Clue)


def register_clue(command: RegisterClue, facts: ClueFacts) -> list[ClueEvent]:
    """Register a clue, received today; what was seen lies before."""
    if command.seen_on > facts.on:
        refuse(SEEN_LATER)
    if facts.source is ClueSource.PATROL and command.township != facts.body:
        refuse(OTHER_TOWNSHIP, township=command.township)
    return [
        ClueRegistered(
            source=facts.source,
            township=command.township,
            received_on=facts.on,
            seen_on=command.seen_on,
            place=command.place,
            description=command.description,
            informant=command.informant,
        )
    ]


def set_clue_aside(clue: Clue, command: SetClueAside, facts: ClueFacts) -> list[ClueEvent]:
    """Set aside a clue that was checked and does not meet the filing standard (APL 54)."""
    check_open(clue)
    return [ClueSetAside(set_aside_on=facts.on, reasons=command.reasons)]


def take_clue(clue: Clue, command: TakeClue, facts: ClueFacts) -> list[ClueEvent]:
    """Mark the clue as taken by a case; the first one counts."""
    return [] if clue.taken else [ClueTaken(case=command.case)]


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


def clue_work(clue: Clue) -> list[WorkItem]:
    """The work items of an open clue: one for each post of its township that may check it."""
    if clue.taken or clue.set_aside:
        return []
    township = clue.registered.township
    return [WorkItem(who=post(role, township), what=ClueStep.CHECK) for role in (Role.OFFICER, Role.CAPTAIN)]
