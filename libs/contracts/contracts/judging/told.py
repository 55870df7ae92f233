"""What was told before it is judged, and what nobody tells."""

from typing import Any, Final

from contracts.code import Code
from contracts.digests import sha256_of
from contracts.values import Sha256

UNFORESEEN: Final = ("judged", "clock_ahead")


class NotHere(Exception):
    """A decision asked for what is not known where it is judged.

    Of a `claim` it is known what follows where the platform grants it.
    """

    def __init__(self, matter: Code, *, claim: bool = False) -> None:
        super().__init__(matter.value)
        self.matter = matter
        self.claim = claim


def facts_hash(facts: Any) -> Sha256:
    """Return the SHA-256 of the canonical JSON of facts, without what only the record of what they hold tells."""
    return sha256_of(unrecorded(facts))


def unrecorded(value: Any) -> Any:
    """Return JSON without the fields of facts that nobody can foresee who judges before they are recorded."""
    if isinstance(value, dict):
        return {name: unrecorded(inner) for name, inner in value.items() if name not in UNFORESEEN}
    return [unrecorded(inner) for inner in value] if isinstance(value, list) else value
