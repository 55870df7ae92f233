"""Verdicts on commands in one form, whoever judged: events that are recorded, or a refusal (docs/decisions/0050)."""

from collections.abc import Sequence
from typing import Any, Final

from contracts.digests import sha256_of
from contracts.event import Event
from contracts.refusal import Refusal
from contracts.values import Sha256

type Verdict = dict[str, Any]

OF_THE_RECORD: Final = frozenset({"done_at", "clock_ahead", "recorded_on", "judged"})
"""Fields that tell when and how a fact was recorded, which nobody can foresee."""


def recording(events: Sequence[Event]) -> Verdict:
    """Return the verdict that the events are recorded, without anything personal."""
    return {"events": [{"type": one.type, "data": judged_part(one)} for one in events]}


def refusing(refusal: Refusal) -> Verdict:
    """Return the verdict that a command is refused, in the words that the refused one reads."""
    rule = refusal.rule
    return {
        "refused": {
            "code": rule.code,
            "detail": refusal.detail,
            "law": rule.law,
            "remedy": refusal.remedy,
            "category": rule.category.value,
        }
    }


def judged_part(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.public().items() if name not in OF_THE_RECORD}


def verdict_hash(verdict: Verdict) -> Sha256:
    return sha256_of(verdict)
