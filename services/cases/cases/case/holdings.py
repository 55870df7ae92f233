"""What one case in the county holds alone: the one fine of an act, a receipt, a clue (APL 29, 54, 70; X-08)."""

import hashlib
from collections.abc import Awaitable, Callable

from cases.case.domain.case import Case
from cases.clues.domain import Clue
from cases.clues.holdings import CLUE, fate_of_clue
from chassis.deadlines import Fate
from chassis.store import Store
from contracts.cases import CaseEvent, ClueEvent
from contracts.texts import receipt_number
from contracts.values import Sha256

RECEIPT = "receipt-"


def fine_id(mark: Sha256) -> str:
    """Return the id of the claim on the one fine of an act."""
    return f"act-{mark}"


def receipt_id(receipt: str) -> str:
    """Return the id of the claim on a receipt, the same in any writing."""
    return f"{RECEIPT}{hashlib.sha256(receipt_number(receipt).encode()).hexdigest()}"


def claimant(id: str, held: str) -> str:
    """Return the name of a case that claims: with the act, as its party may change, or with the claim's own id."""
    return f"{id}/{held}"


def fate_in(cases: Store[Case, CaseEvent], clues: Store[Clue, ClueEvent]) -> Callable[[str], Awaitable[Fate]]:
    """Return how to tell what became of a claimant: unused once its case ended without what it claimed."""

    async def fate(claimant: str) -> Fate:
        if claimant.startswith(CLUE):
            return await fate_of_clue(clues, claimant)
        id, _, held = claimant.rpartition("/")
        found = await cases.find(id)
        return fate_of(found.state, held) if found else Fate.UNUSED

    return fate


def fate_of(case: Case, held: str) -> Fate:
    """Return what became of a case's claim on the fine of a marked act, on a receipt, or on its clue."""
    if held.startswith(CLUE):
        return Fate.USED
    if held.startswith(RECEIPT):
        if any(receipt_id(payment.receipt) == held for payment in case.payments):
            return Fate.USED
        return Fate.UNUSED if case.ended else Fate.OPEN
    if case.penalty:
        return Fate.USED if case.penalty.fine and case.act_mark == held else Fate.UNUSED
    return Fate.UNUSED if case.decided or case.ended else Fate.OPEN
