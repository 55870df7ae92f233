"""An officer as other services know them: a replica of identity's facts, without the name."""

from dataclasses import dataclass, replace
from datetime import date

from contracts.event import Event
from contracts.identity.account import AccountClosed, SessionsEnded
from contracts.identity.device import DeviceEnded
from contracts.identity.officer import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.values import BodyCode, CertificateNumber, Role, Sha256, TownshipCode


@dataclass(frozen=True, kw_only=True)
class Holder:
    """An officer's rights to act, with inclusive dates.

    `mark` is that of the human being (contracts/person_mark.py), None if the account is older than marks. Tokens with
    a lower `session` are void, and those of the devices that have `ended` in it. `roles` are None in a row of before
    that has heard of none since. `earlier` are the numbers of certificates that the newest one took the place of; a row
    of before knows those since.
    """

    body: BodyCode
    township: TownshipCode | None
    mark: Sha256 | None = None
    session: int = 0
    ended: tuple[str, ...] = ()
    roles: tuple[Role, ...] | None = None
    certificate: CertificateNumber | None = None
    fields: tuple[str, ...] = ()
    valid_from: date = date.max
    valid_until: date = date.min
    suspended_from: date | None = None
    reinstated_from: date | None = None
    withdrawn_from: date | None = None
    earlier: tuple[CertificateNumber, ...] = ()

    @property
    def numbers(self) -> frozenset[CertificateNumber]:
        """The certificates that its human being has or had."""
        return frozenset(number for number in (*self.earlier, self.certificate) if number)

    def certified(self, on: date) -> bool:
        """Return True if the certificate entitles its holder to act on the day (APL 42, 55)."""
        if not self.valid_from <= on <= self.valid_until:
            return False
        if self.withdrawn_from and on >= self.withdrawn_from:
            return False
        return not self.suspended(on)

    def suspended(self, on: date) -> bool:
        if not self.suspended_from or on < self.suspended_from:
            return False
        return not (self.reinstated_from and on >= self.reinstated_from)

    def may_be(self, role: Role) -> bool:
        """Return False for an account that is known not to have the role."""
        return self.roles is None or role in self.roles


def follow(holder: Holder | None, event: Event) -> Holder | None:
    """Return the replica after an event of `identity.officer`; events that it does not need leave it unchanged."""
    match event:
        case OfficerRegistered():
            return Holder(body=event.body, township=event.township, mark=event.mark, roles=event.roles)
        case RolesChanged() if holder:
            return replace(holder, roles=event.roles)
        case AccountClosed() if holder:
            return replace(holder, roles=())
        case OfficerIdentified() if holder:
            return replace(holder, mark=event.mark)
        case SessionsEnded() if holder:
            return replace(holder, session=event.session, ended=())
        case DeviceEnded() if holder:
            return replace(holder, ended=(*holder.ended, event.device))
        case OfficerCertified():
            return Holder(
                body=event.body,
                township=event.township,
                mark=holder.mark if holder else None,
                session=holder.session if holder else 0,
                ended=holder.ended if holder else (),
                roles=holder.roles if holder else None,
                certificate=event.certificate,
                fields=event.fields,
                valid_from=event.valid_from,
                valid_until=event.valid_until,
                earlier=tuple(sorted(holder.numbers - {event.certificate})) if holder else (),
            )
        case CertificateSuspended() if holder:
            return replace(holder, suspended_from=event.effective_from, reinstated_from=None)
        case CertificateReinstated() if holder:
            return replace(holder, reinstated_from=event.effective_from)
        case CertificateWithdrawn() if holder:
            return replace(holder, withdrawn_from=event.effective_from)
        case _:
            return holder
