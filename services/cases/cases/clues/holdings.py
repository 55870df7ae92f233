"""What is claimed on a clue: that one case or one setting aside answers it, and its side of a joining (APL 54)."""

from cases.clues.domain import Clue
from chassis.deadlines import HEAD, Fate
from chassis.store import Store
from contracts.cases import ClueEvent

CLUE = "clue-"


def clue_id(clue: str) -> str:
    """Return the id of the claim on answering a clue."""
    return f"{CLUE}{clue}"


def setting_aside(clue: str) -> str:
    """Return the name of a clue that claims itself, to be set aside."""
    return f"{clue}/{clue_id(clue)}"


async def fate_of_clue(clues: Store[Clue, ClueEvent], claimant: str) -> Fate:
    """Return what became of a clue's claim: unused while it was not set aside, or no other one joined to it."""
    id, _, held = claimant.rpartition("/")
    if held == HEAD:
        used = bool(await clues.where({"state.set_aside.same_as": id}, limit=1))
    else:
        found = await clues.find(id)
        used = found is not None and found.state.set_aside is not None
    return Fate.USED if used else Fate.UNUSED
