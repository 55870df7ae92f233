"""Changes that callers are told of as they happen: what the lists of cases and clues show them."""

from cases.case import sight as of_cases
from cases.case.verbs import CASE
from cases.clues import sight as of_clues
from cases.clues.verbs import CLUE
from cases.dependencies import CASE_READERS, CLUE_READERS
from chassis.documents import Document, both, withheld
from chassis.http import Watched
from contracts.origin import Origin


def seen_cases(who: Origin) -> Document | None:
    """By account and certificate: the mark of a human being is in no token."""
    names = [name for name in (who.actor, who.certificate) if name]
    return both([of_cases.seen_by(who), withheld(names)]) if who.roles & CASE_READERS else None


def seen_clues(who: Origin) -> Document | None:
    return of_clues.seen_by(who) if who.roles & CLUE_READERS else None


WATCHED = (
    Watched(kind=CASE.kind, collection=CASE.kind, seen=seen_cases),
    Watched(kind=CLUE.kind, collection=CLUE.kind, seen=seen_clues),
)
