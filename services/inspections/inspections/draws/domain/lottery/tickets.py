"""The tickets that a firm has in a draw, by its credit risk class and the risk of its trade (I-6, C-3, C-6).

In a group that is too small, or of which most firms are drawn, the course of the draw would tell who has many tickets:
there every firm has one (X-39, docs/decisions/0040).
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from contracts.credit import Risk
from contracts.dated import Dated, in_force
from contracts.refusal import Category, Rule, refuse
from contracts.values import Tier

NO_TICKET_TABLE = Rule(
    "inspections/no-ticket-table",
    "{on} 当日没有有效的抽取票数表",
    law="国发〔2019〕5号 三(四)",
    category=Category.UNAVAILABLE,
    remedy="由“双随机、一公开”办公室载入当日有效的票数表",
)

TICKET_LIMIT = 100

Tickets = Annotated[int, Field(ge=0, le=TICKET_LIMIT, strict=True)]


class TicketTable(Dated):
    """A dated table: a number of tickets for each class and risk; with 0 a firm is left out of draws (C-3).

    It counts in groups of at least `least_firms` firms, of which at most half are drawn.
    """

    least_firms: Annotated[int, Field(ge=1, strict=True)]
    tickets: dict[Tier, dict[Risk, Tickets]]

    @model_validator(mode="after")
    def complete(self) -> Self:
        missing = [f"{tier}/{risk}" for tier in Tier for risk in Risk if risk not in self.tickets.get(tier, {})]
        if missing:
            raise ValueError(f"no tickets for {', '.join(missing)}")
        return self

    @property
    def most(self) -> int:
        """The tickets of the class and risk that have most."""
        return max(count for by_risk in self.tickets.values() for count in by_risk.values())

    def counts(self, firms: int, wanted: int) -> bool:
        """Return whether class and risk count in a group of so many firms."""
        return firms >= self.least_firms and 2 * wanted <= firms


def table_on(tables: Sequence[TicketTable], on: date) -> TicketTable:
    """The table of the day; refuses NO_TICKET_TABLE if there is none."""
    return in_force(tables, on) or refuse(NO_TICKET_TABLE, on=on)
