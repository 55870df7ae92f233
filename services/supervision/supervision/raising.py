"""Raising and settling alerts about the subject of the event that is answered."""

from collections import Counter
from datetime import date

from contracts.attempts import AttemptRefused
from contracts.event import Event, JudgedEvent
from contracts.identity import LoginOpened, LoginReset, RolesChanged
from contracts.inspections import DrawSealed, ItemAnswered
from contracts.judged import Judged
from contracts.origin import Origin
from contracts.supervision import AlertKind, Settling
from contracts.values import RestsOn, TownshipCode
from supervision.alerts.domain import RaiseAlert, SettleAlert
from supervision.service import Service
from supervision.settling import LATE, LIFTED, LIFTED_OF_A_VISIT


async def raise_alert(
    kind: AlertKind,
    who: Origin,
    service: Service,
    *,
    township: TownshipCode | None,
    until: date | None,
    what: str = "",
    each: bool = False,
) -> None:
    """Raise an alert about the subject of the event, which is late or was declined."""
    fact = heard(who)
    command = RaiseAlert(kind=kind, subject=fact.id, township=township, until=until, fact=fact, what=what, each=each)
    await service.alerts.raise_alert(command, who)


async def show_judged(who: Origin, service: Service) -> None:
    """Show a ground that only a person can judge, until the case ends (APL 28, 30-33; domain §10 FLAG)."""
    township = await township_of_case(who, service)
    await raise_alert(AlertKind.GROUND_JUDGED, who, service, township=township, until=None)


async def show_corrected(event: Event, who: Origin, service: Service) -> None:
    """Show a problem that both officers had confirmed, and that was found to be none (X-40)."""
    if isinstance(event, ItemAnswered) and event.corrects:
        visit, kind = await service.visits.find(heard(who).id), AlertKind.ANSWER_CORRECTED
        township = visit.row.township if visit else None
        await raise_alert(kind, who, service, township=township, until=None, what=f"事项 {event.item}：{event.reason}")


async def show_sealed(event: DrawSealed, who: Origin, service: Service) -> None:
    """Whoever dislikes what a lottery named could seal anew: the reason is given, and somebody looks at it (X-36)."""
    if event.besides:
        await raise_alert(AlertKind.SEALED_AGAIN, who, service, township=None, until=None, what=event.reason or "")
    await show_recusals(event, who, service)


async def show_recusals(event: DrawSealed, who: Origin, service: Service) -> None:
    """Show each head, and the supervisor, the recusals that the draw office entered in that head's name (APL 43(3))."""
    entered = Counter[TownshipCode | None]()
    for one in event.recused:
        head = await service.tasks.register.officers.find(one.decided_by) if one.decided_by else None
        entered[head.row.township if head else None] += 1
    for township, number in entered.items():
        what = f"登记 {number} 项，负责人没有在平台上亲自决定，请核对"
        kind = AlertKind.RECUSAL_ENTERED
        await raise_alert(kind, who, service, township=township, until=None, what=what, each=True)


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


async def is_late(event: Event, who: Origin, service: Service) -> None:
    """Raise the alert; events of a case do not name its township."""
    until, named = getattr(event, "until", None), getattr(event, "township", None)
    township = named or await township_of_case(who, service)
    await raise_alert(LATE[type(event)], who, service, township=township, until=until)


async def in_time(event: Event, who: Origin, service: Service) -> None:
    """Settle the alert, unless something else still has to follow another look."""
    kind = LIFTED[type(event)]
    case = await service.cases.find(heard(who).id) if kind is AlertKind.FOLLOW_UP_OVERDUE else None
    whole = case is None or not case.row.follow_up_overdue
    await settle(kind, who, service, whole=whole, reason=Settling.IN_TIME)


async def in_time_on_visit(event: Event, who: Origin, service: Service) -> None:
    await settle_on_visit(LIFTED_OF_A_VISIT[type(event)], who, service)


async def show_unexplained(event: JudgedEvent, who: Origin, service: Service) -> None:
    """A phone that judges otherwise for no known reason judges by something that is wrong here or there."""
    if event.judged is Judged.UNEXPLAINED:
        await unexplained(heard(who).id, event.word, who, service)


async def attempt_refused(event: AttemptRefused, who: Origin, service: Service) -> None:
    """What was refused and had been judged otherwise is shown at what it was about."""
    if event.judged is Judged.UNEXPLAINED:
        what = "：".join(word for word in (event.command_label, event.rule_label) if word)
        await unexplained(event.subject or heard(who).id, what, who, service)


async def unexplained(subject: str, what: str, who: Origin, service: Service) -> None:
    """Raise it once for as long as nobody looked at it, however many verdicts of the file differ."""
    command = RaiseAlert(
        kind=AlertKind.UNEXPLAINED_VERDICT,
        subject=subject,
        township=await township_of(subject, service),
        until=None,
        fact=heard(who),
        what=what,
    )
    await service.alerts.raise_alert(command, who)


async def township_of(subject: str, service: Service) -> TownshipCode | None:
    """Where a case or a visit is; None for what nothing was heard of."""
    case = await service.cases.find(subject)
    visit = None if case else await service.visits.find(subject)
    found = case or visit
    return found.row.township if found else None
