"""Raising and settling alerts about the subject of the event that is answered."""

from datetime import date

from contracts.event import Event
from contracts.identity import LoginOpened, LoginReset, RolesChanged
from contracts.origin import Origin
from contracts.supervision import AlertKind, Settling
from contracts.values import RestsOn, TownshipCode
from supervision.alerts.domain import RaiseAlert, SettleAlert
from supervision.service import Service


async def raise_alert(
    kind: AlertKind,
    who: Origin,
    service: Service,
    *,
    township: TownshipCode | None,
    until: date | None,
    what: str = "",
) -> None:
    """Raise an alert about the subject of the event, which is late or was declined."""
    fact = heard(who)
    command = RaiseAlert(kind=kind, subject=fact.id, township=township, until=until, fact=fact, what=what)
    await service.alerts.raise_alert(command, who)


async def show_judged(who: Origin, service: Service) -> None:
    """Show a ground that only a person can judge, until the case ends (APL 28, 30-33; domain §10 FLAG)."""
    township = await township_of_case(who, service)
    await raise_alert(AlertKind.GROUND_JUDGED, who, service, township=township, until=None)


async def settle(
    kind: AlertKind,
    who: Origin,
    service: Service,
    *,
    whole: bool,
    reason: Settling = Settling.DONE,
    on: date | None = None,
) -> None:
    """Settle the alert about the subject of the event, if the deed, of day `on`, was the `whole` of what was late."""
    fact = heard(who)
    await service.alerts.settle_alert(kind, fact.id, SettleAlert(fact=fact, whole=whole, reason=reason, on=on), who)


async def settle_on_visit(kind: AlertKind, who: Origin, service: Service) -> None:
    """Settle the late re-checks or referrals of a visit once none is left; in time is what never was late."""
    visit = await service.visits.find(heard(who).id)
    rechecks = kind is AlertKind.RECHECK_OVERDUE
    if visit and not (visit.row.unseen if rechecks else visit.row.unreferred):
        in_time = not (visit.row.seen_late if rechecks else visit.row.referred_late)
        await settle(kind, who, service, whole=True, reason=Settling.IN_TIME if in_time else Settling.DONE)


async def township_of_case(who: Origin, service: Service) -> TownshipCode | None:
    case = await service.cases.find(heard(who).id)
    return case.row.township if case else None


def heard(who: Origin) -> RestsOn:
    """The event that is answered, by aggregate and sequence."""
    return RestsOn(id=who.subject, sequence=int(who.source.rpartition(":")[2]))


async def show_account(kind: AlertKind, who: Origin, service: Service) -> None:
    person = await service.tasks.register.officers.find(heard(who).id)
    await raise_alert(kind, who, service, township=person.row.township if person else None, until=None)


async def done_alone(event: Event, who: Origin, service: Service) -> None:
    """One administrator had nobody to confirm it, and knows the password until the person changes it."""
    if isinstance(event, LoginOpened | LoginReset) and event.alone:
        kind = AlertKind.OPENED_ALONE if isinstance(event, LoginOpened) else AlertKind.RESET_ALONE
        await show_account(kind, who, service)


async def rights_given(event: Event, who: Origin, service: Service) -> None:
    """Show what somebody gave themselves, or roles that nobody else confirmed, whether or not there was anybody."""
    if who.actor == heard(who).id:
        await show_account(AlertKind.OWN_RIGHTS, who, service)
    elif isinstance(event, RolesChanged) and event.alone:
        await show_account(AlertKind.ROLES_ALONE, who, service)
