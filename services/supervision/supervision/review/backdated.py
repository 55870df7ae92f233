"""What may count from a day that has passed: what was done in between is reviewed again (X-41)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.event import Event
from contracts.identity import CertificateSuspended, CertificateWithdrawn, OfficerCertified
from supervision.review.domain.history import History
from supervision.review.facts import named_in, powers_of

BACKDATED: Final = (PowerConfirmed, PowerRecalled, OfficerCertified, CertificateSuspended, CertificateWithdrawn)


@dataclass(frozen=True)
class Doubt:
    """The day from which an event counts, and the files in which somebody acted from then on until it was recorded."""

    since: date
    concerns: Callable[[History], bool]


def doubt(event: Event, recorded_at: datetime) -> Doubt:
    """Return what an event of `BACKDATED` puts in doubt; raises TypeError for another one."""
    match event:
        case PowerConfirmed():
            return between(event.valid_from, recorded_at, lambda history: event.power in powers_of(history))
        case PowerRecalled():
            return between(event.effective_from, recorded_at, lambda history: event.power in powers_of(history))
        case OfficerCertified():
            return between(event.valid_from, recorded_at, lambda history: event.certificate in named_in(history))
        case CertificateSuspended() | CertificateWithdrawn():
            return between(event.effective_from, recorded_at, lambda history: event.certificate in named_in(history))
        case _:
            raise TypeError(f"{event.type} counts from its own day")


def between(since: date, recorded_at: datetime, concerns: Callable[[History], bool]) -> Doubt:
    def is_doubted(history: History) -> bool:
        acted = any(since <= one.on and one.at < recorded_at for one in history.events)
        return acted and concerns(history)

    return Doubt(since, is_doubted)
