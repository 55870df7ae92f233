"""Facts of other subjects that a review rests on: certificates, lists of powers, and what other files hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Annotated

from pydantic import PlainSerializer

from contracts.cases import PowerConfirmed, PowerRecalled
from contracts.event import Event
from contracts.identity import (
    AccountClosed,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.inspections import DrawSealed
from contracts.values import CHINA, BodyCode, CertificateNumber, PowerCode, Role, Sha256, TownshipCode
from supervision.review.domain.counting import ONE_DAY
from supervision.review.domain.history import Published


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """One certificate of a person; `suspended` are the days from which it did not count until which it counted again.

    Days are inclusive; `until` of a suspension is the first day on which it counts again, None while it lasts. `mark`
    is that of the human being behind the account, if it is known.
    """

    number: CertificateNumber
    person: str
    body: BodyCode
    valid_from: date
    valid_until: date
    suspended: tuple[tuple[date, date | None], ...] = ()
    withdrawn_from: date | None = None
    recorded_on: date | None = None
    mark: Sha256 | None = None

    @property
    def human(self) -> str:
        return self.mark or self.person

    def counts(self, on: date) -> bool:
        """Tell whether it entitled its holder to act on the day (APL 42, 55)."""
        if not self.valid_from <= on <= self.valid_until:
            return False
        if self.withdrawn_from and on >= self.withdrawn_from:
            return False
        return not any(start <= on and (until is None or on < until) for start, until in self.suspended)


type Certificates = Mapping[CertificateNumber, tuple[Certificate, ...]]


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account, the mark of its human being, and all certificates that it ever had."""

    id: str
    mark: Sha256 | None = None
    certificates: tuple[Certificate, ...] = ()


def known_as(person: Person, event: Event) -> Person:
    """Return the person after an event of `identity.officer`."""
    match event:
        case OfficerRegistered() | OfficerIdentified():
            marked = tuple(replace(one, mark=event.mark) for one in person.certificates)
            return replace(person, mark=event.mark, certificates=marked)
        case OfficerCertified():
            fresh = Certificate(
                number=event.certificate,
                person=person.id,
                body=event.body,
                valid_from=event.valid_from,
                valid_until=event.valid_until,
                recorded_on=event.recorded_on,
                mark=person.mark,
            )
            return replace(person, certificates=(*person.certificates, fresh))
        case CertificateSuspended() | CertificateReinstated() | CertificateWithdrawn():
            held = person.certificates
            newest = max((place for place, one in enumerate(held) if one.number == event.certificate), default=-1)
            after = tuple(changed(one, event) if place == newest else one for place, one in enumerate(held))
            return replace(person, certificates=after)
        case _:
            return person


def changed(
    one: Certificate, event: CertificateSuspended | CertificateReinstated | CertificateWithdrawn
) -> Certificate:
    match event:
        case CertificateSuspended():
            return replace(one, suspended=(*one.suspended, (event.effective_from, None)))
        case CertificateReinstated():
            *before, (start, _) = one.suspended or ((event.effective_from, None),)
            return replace(one, suspended=(*before, (start, event.effective_from)))
        case CertificateWithdrawn():
            return replace(one, withdrawn_from=event.effective_from)


def by_number(held: Iterable[Certificate]) -> Certificates:
    found: dict[CertificateNumber, tuple[Certificate, ...]] = {}
    for one in held:
        found[one.number] = (*found.get(one.number, ()), one)
    return found


@dataclass(frozen=True, kw_only=True)
class Post:
    """The body that somebody belongs to, and what they may do there, from a moment on; stored in one order."""

    since: datetime
    body: BodyCode
    roles: Annotated[frozenset[Role], PlainSerializer(sorted, return_type=list[Role])]


def posted(posts: tuple[Post, ...], event: Event, at: datetime) -> tuple[Post, ...]:
    """Return the posts of a person after an event of `identity.officer`, in their order."""
    match event:
        case OfficerRegistered():
            return (Post(since=at, body=event.body, roles=frozenset(event.roles)),)
        case AccountClosed() if posts:
            return (*posts, replace(posts[-1], since=at, roles=frozenset()))
        case RolesChanged() if posts:
            return (*posts, replace(posts[-1], since=at, roles=frozenset(event.roles)))
        case _:
            return posts


@dataclass(frozen=True, kw_only=True)
class Grant:
    """The townships that a list of the bureau names for a power, from and to these days."""

    townships: tuple[TownshipCode, ...]
    valid_from: date
    valid_until: date | None
    recorded_on: date | None = None


def granted(grants: tuple[Grant, ...], event: Event) -> tuple[Grant, ...]:
    """Return the grants of a power after an event of `cases.power`: a newer list or a recall ends what was held."""
    match event:
        case PowerConfirmed():
            fresh = Grant(
                townships=event.townships,
                valid_from=event.valid_from,
                valid_until=event.valid_until,
                recorded_on=event.recorded_on,
            )
            return (*ended(grants, event.valid_from), fresh)
        case PowerRecalled():
            return ended(grants, event.effective_from)
        case _:
            return grants


def ended(grants: tuple[Grant, ...], day: date) -> tuple[Grant, ...]:
    """Return what is left of the grants before the day, on which there may be none: an old list may name any day."""
    return tuple(
        replace(grant, valid_until=min(grant.valid_until or day, day - ONE_DAY))
        for grant in grants
        if grant.valid_from < day
    )


def recorded_after(day: date, held: Iterable[Certificate | Grant]) -> date | None:
    """Return when the first of these was recorded, if none was by the day; older ones do not tell."""
    days = [one.recorded_on for one in held]
    known = [recorded for recorded in days if recorded and recorded > day]
    return min(known) if known and len(known) == len(days) else None


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What another subject holds that only one may hold, since when: a fine for the act, a receipt, a place.

    `on` is the day of a visit that was recorded later.
    """

    id: str
    at: datetime
    on: date | None = None

    @property
    def day(self) -> date:
        return self.on or self.at.astimezone(CHINA).date()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A decision of another case, which found a party at fault under a power; `alike` is as in `PartyIdentified`.

    `mark` is that of the act of the day `act_on`, `fined` tells whether the decision names a fine.
    """

    id: str
    at: datetime
    party: Sha256
    alike: tuple[Sha256, ...] = ()
    power: PowerCode
    decided_on: date
    mark: Sha256 | None = None
    act_on: date | None = None
    fined: bool = False


@dataclass(frozen=True, kw_only=True)
class Known:
    """Facts beside the history; what is left out is not shown by it, and gives no finding.

    `certificates` and `powers` are None where nothing is known of them. `fines` names the fined cases of an act by its
    mark, `let_off` those decided without a penalty, `receipts` the cases that a receipt paid, `pictures` the
    files that name a picture, `places` the earlier counted visits of the body at the firm in the year of this visit;
    `drawn` holds the pairs of firm and officers of the visit's draw. `posts` are those of the accounts that decided,
    `marks` those of their human beings, `faults` the decisions that found the party at fault. `accounts` are those of a
    human being by the mark, `sealings` the seals of the other draws by their ids.
    """

    certificates: Certificates | None = None
    powers: Mapping[PowerCode, tuple[Grant, ...]] | None = None
    fines: Mapping[Sha256, tuple[Elsewhere, ...]] = field(default_factory=dict)
    let_off: Mapping[Sha256, tuple[Elsewhere, ...]] = field(default_factory=dict)
    receipts: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    pictures: Mapping[Sha256, tuple[Elsewhere, ...]] = field(default_factory=dict)
    places: tuple[Elsewhere, ...] = ()
    drawn: Mapping[str, tuple[CertificateNumber, ...]] | None = None
    posts: Mapping[str, tuple[Post, ...]] = field(default_factory=dict)
    marks: Mapping[str, Sha256] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    accounts: Mapping[Sha256, tuple[Elsewhere, ...]] = field(default_factory=dict)
    sealings: Mapping[str, Published[DrawSealed]] = field(default_factory=dict)

    def holders(self, numbers: Iterable[CertificateNumber]) -> set[str]:
        """The accounts behind the certificates; an unknown certificate is nobody's."""
        return {one.person for one in self.named(numbers)}

    def humans(self, numbers: Iterable[CertificateNumber]) -> set[str]:
        """The human beings behind the certificates: one may have two accounts."""
        return {one.human for one in self.named(numbers)}

    def are_one(self, number: CertificateNumber, other: CertificateNumber) -> bool:
        """Tell whether one human being is known to hold both certificates."""
        return bool(self.humans([number]) & self.humans([other]))

    def is_behind(self, actor: str, numbers: Iterable[CertificateNumber]) -> bool:
        """Tell whether the human being behind an account is behind one of the certificates."""
        held = set(numbers)
        return actor in self.holders(held) or self.marks.get(actor) in self.humans(held)

    def names_of(self, named: Iterable[str]) -> set[str]:
        """All by which human beings are known who are named by certificate, account or mark."""
        given = set(named)
        held = [one for own in (self.certificates or {}).values() for one in own]
        humans = given | {one.human for one in held if given & {one.number, one.person}}
        humans |= {self.marks[name] for name in given if name in self.marks}
        return humans | {name for one in held if one.human in humans for name in (one.number, one.person)}

    def is_certified(self, person: str, body: BodyCode, on: date) -> bool:
        """Tell whether a certificate of the person counts on the day, for the body; so for all if none is known."""
        if self.certificates is None:
            return True
        held = (one for all_held in self.certificates.values() for one in all_held)
        return any(one.person == person and one.body == body and one.counts(on) for one in held)

    def named(self, numbers: Iterable[CertificateNumber]) -> list[Certificate]:
        known = self.certificates or {}
        return [one for number in numbers for one in known.get(number, ())]
