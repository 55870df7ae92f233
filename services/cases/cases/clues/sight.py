"""Sight of clues, and who deals with them; who pointed to one, nobody sees (举报人信息保密)."""

from cases.clues.domain import Clue
from chassis.documents import Document
from chassis.store import UNKNOWN, Stored
from contracts.cases import ClueSource
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role

NOT_YOUR_CLUE = Rule(
    "cases/clue-handled-elsewhere", "线索由其他乡镇办理", law="APL 22", category=Category.NOT_ALLOWED, hidden=True
)


def seen_by(who: Origin) -> Document:
    """The filter of the clues that the caller sees."""
    return {f"state.registered.{name}": value for name, value in seen_as(who).items()}


def seen_as(who: Origin) -> dict[str, str]:
    """What the clues have that the caller sees: the own township's, the hotline its own; supervisors see all."""
    if Role.SUPERVISOR in who.roles:
        return {}
    return {"source": ClueSource.HOTLINE.value} if Role.HOTLINE in who.roles else {"township": who.agency}


def check_seen(stored: Stored[Clue], who: Origin) -> None:
    """Refuse a clue that the caller does not see as one that is not there."""
    if any(getattr(stored.state.registered, name) != value for name, value in seen_as(who).items()):
        refuse(UNKNOWN, id=stored.id)


def check_own(clue: Clue, who: Origin) -> None:
    """Refuse to deal with a clue of another township (APL 22)."""
    if clue.registered.township != who.agency:
        refuse(NOT_YOUR_CLUE)
