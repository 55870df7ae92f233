"""Raise and settle alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.consuming import RowStore
from chassis.store import Aggregate, Store
from contracts.origin import Origin
from contracts.supervision import AlertEvent, AlertKind
from supervision.alerts import domain
from supervision.alerts.domain import Alert, RaiseAlert, SettleAlert

ALERT = Aggregate(
    kind="alert",
    state=Alert,
    event=AlertEvent,
    evolve=domain.evolve,
    indexes=("place", "raised.township", "raised.kind"),
)


@dataclass(frozen=True)
class Alerts:
    """`rows` is everything that alerts follow from: lists say how fresh it is."""

    store: Store[Alert, AlertEvent]
    rows: Sequence[RowStore[Any]]

    async def raise_alert(self, command: RaiseAlert, who: Origin) -> None:
        id = alert_id(command.kind, command.subject)
        await self.store.create_or_change(id, domain.raise_alert, command, who, today)

    async def settle_alert(self, kind: AlertKind, subject: str, command: SettleAlert, who: Origin) -> None:
        """Settle the alert if there is one.

        Events of one subject come in order: where no alert was raised before the deed, it was in time.
        """
        id = alert_id(kind, subject)
        found = await self.store.find(id)
        if found and found.state.concerns(command.fact):
            await self.store.change(id, domain.settle_alert, command, who, today)


async def today(state: object, command: object, who: Origin) -> date:
    return who.on


def alert_id(kind: AlertKind, subject: str) -> str:
    return f"alert-{kind}-{subject}"
