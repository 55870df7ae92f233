"""What offers of visits and patrols share: who is there to be sent, and the days on which something may be recorded."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import partial

from contracts.identity.holder import Holder
from contracts.inspections import ReplacementGround
from contracts.steps import Bounds, Choice, Choices, Form, chosen, passes, refusals
from contracts.values import CertificateNumber
from inspections.days.inspection_terms import InspectionTerms, recorded_day

PLACEHOLDER = "0" * 64
"""File of commands that are only tried."""


def recordable(today: date, since: date, published: Sequence[InspectionTerms]) -> Bounds:
    """Return the days that may still be recorded of what was not done before a day."""
    return Bounds(least=recordable_since(today, since, published), most=today)


def recordable_since(today: date, since: date, published: Sequence[InspectionTerms]) -> date:
    first, recorded = today, partial(recorded_day, recorded_on=today)
    while first > since and passes(recorded, first - timedelta(days=1), today, since, published):
        first -= timedelta(days=1)
    return first


def numbers(certificates: Collection[CertificateNumber]) -> Choices:
    return Choices(choices=[Choice(value=number, label=number) for number in certificates])


def certified(staff: Collection[Holder], on: date) -> list[CertificateNumber]:
    """Return the certificates that count on a day."""
    return sorted({one.certificate for one in staff if one.certificate and one.certified(on)})


def replacing(
    replaced: CertificateNumber,
    able: Collection[CertificateNumber],
    attempt: Callable[[CertificateNumber, ReplacementGround], object],
) -> Form:
    """Return the form for replacing one officer: grounds that somebody fits, and who fits them all.

    What none fits is told as the last of them was refused.
    """
    others = [number for number in able if number != replaced]
    fit = {ground: [by for by in others if passes(attempt, by, ground)] for ground in ReplacementGround}
    grounds = [ground for ground, people in fit.items() if people]
    if not grounds:
        last = others[-1] if others else replaced
        return Form(missing=refusals(attempt, last, ReplacementGround.RECUSAL))
    people = [by for by in others if all(by in fit[ground] for ground in grounds)]
    known = {"replaced": replaced, "ground": grounds[0]}
    return Form(prefill=known, options={"by": numbers(people), "ground": chosen(grounds)})
