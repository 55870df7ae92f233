"""Raise and settle alerts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from chassis.consuming import RowStore
from chassis.documents import ends_of
from chassis.store import Aggregate, Store, Stored
from contracts.origin import Origin
from contracts.supervision import AlertEvent, AlertKind, AlertRaised, Settling
from contracts.values import PersonId, RestsOn
from supervision.alerts import domain
from supervision.alerts.domain import Alert, RaiseAlert, ReviewAlert, ReviewFacts, SettleAlert, alert_id


def found_by(alert: Alert) -> list[str]:
    """Return the texts by which an alert is found: what was found, and what it is about."""
    return ends_of(alert.raised.what, alert.raised.kind.word, alert.raised.subject)


ALERT = Aggregate(
    kind="alert",
    state=Alert,
    event=AlertEvent,
    evolve=domain.evolve,
    work_items=domain.alert_work,
    indexes=("place", "raised.township", "raised.kind", "raised.subject"),
    moves=True,
    found_by=found_by,
)


@dataclass(frozen=True)
class Alerts:
    """`rows` is everything that alerts follow from: lists say how fresh it is; `actor_of` asks the reviewed files."""

    store: Store[Alert, AlertEvent]
    rows: Sequence[RowStore[Any]]
    actor_of: Callable[[RestsOn], Awaitable[PersonId | None]]

    async def raise_alert(self, command: RaiseAlert, who: Origin) -> None:
        await self.store.create_or_change(command.id, domain.raise_alert, command, who, today)

    async def review(self, id: str, command: ReviewAlert, who: Origin) -> Stored[Alert]:
        return await self.store.change(id, domain.review_alert, command, who, partial(self.of_review, id=id))

    async def of_review(self, alert: Alert | None, command: ReviewAlert | None, who: Origin, *, id: str) -> ReviewFacts:
        """Whether the caller did what the alert is about.

        An alert is raised in the name of who did the deed, a finding in that of whoever asked for the review.
        """
        if alert and alert.raised.rule:
            actors = [await self.actor_of(fact) for fact in alert.raised.rests_on]
        else:
            raised = [record for record in await self.store.history(id) if record["type"] == AlertRaised.type]
            actors = [PersonId(record["actor"]) for record in raised[-1:]]
        return ReviewFacts(own_act=who.actor in actors, today=who.on)

    async def settle_alert(self, kind: AlertKind, subject: str, command: SettleAlert, who: Origin) -> None:
        """Settle the alert if there is one.

        Events of one subject come in order: where no alert was raised before the deed, it was in time.
        """
        id = alert_id(kind, subject)
        found = await self.store.find(id)
        if found and found.state.concerns(command.fact):
            await self.store.change(id, domain.settle_alert, command, who, today)

    async def keep(self, kind: AlertKind, fact: RestsOn, found: Sequence[RaiseAlert], who: Origin) -> None:
        """Raise what was found of a subject, and settle what was found before and is not found any more."""
        where = {"state.raised.kind": kind.value, "state.raised.subject": fact.id, "state.settled": None}
        open_ones = {stored.id for stored in await self.store.where(where)}
        wanted = {command.id: command for command in found}
        for id in wanted.keys() - open_ones:
            await self.raise_alert(wanted[id], who)
        gone = SettleAlert(fact=fact, whole=True, reason=Settling.NOT_FOUND)
        for id in open_ones - wanted.keys():
            await self.store.change(id, domain.settle_alert, gone, who, today)


async def today(state: object, command: object, who: Origin) -> date:
    return who.on
