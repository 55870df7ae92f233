"""Tickets by class and risk, from a dated table."""

from datetime import date

import pytest
from pydantic import ValidationError

from contracts.credit import Risk
from contracts.refusal import Refusal
from contracts.values import Tier
from inspections.draws.domain.lottery import NO_TICKET_TABLE, TicketTable, table_on
from inspections.draws.reference import load_ticket_tables

ROW = {Risk.LOW: 0, Risk.ORDINARY: 1, Risk.HIGH: 2}
FULL = dict.fromkeys(Tier, ROW)


def test_the_table_of_the_day_counts() -> None:
    old = TicketTable(valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30), least_firms=1, tickets=FULL)
    new = TicketTable(valid_from=date(2026, 7, 1), least_firms=1, tickets=FULL)
    assert table_on((old, new), date(2026, 6, 30)) is old
    assert table_on((old, new), date(2026, 7, 1)) is new


def test_without_a_table_nothing_is_drawn() -> None:
    with pytest.raises(Refusal) as refused:
        table_on(load_ticket_tables(), date(2025, 12, 31))
    assert refused.value.rule is NO_TICKET_TABLE


def test_a_table_names_every_class_and_risk() -> None:
    with pytest.raises(ValidationError, match="no tickets for B/low"):
        TicketTable(
            valid_from=date(2026, 1, 1), least_firms=1, tickets=FULL | {Tier.B: {Risk.ORDINARY: 1, Risk.HIGH: 2}}
        )


@pytest.mark.parametrize("tickets", [-1, 101, 1.5, "1"])
def test_tickets_are_whole_numbers(tickets: object) -> None:
    with pytest.raises(ValidationError):
        TicketTable.model_validate(
            {"valid_from": "2026-01-01", "least_firms": 1, "tickets": FULL | {Tier.B: ROW | {Risk.LOW: tickets}}}
        )


def test_a_worse_class_and_a_higher_risk_never_have_fewer_tickets() -> None:
    """Chances grow with class and risk (I-6, C-3, C-6)."""
    tickets = load_ticket_tables()[0].tickets
    for risk in Risk:
        by_class = [tickets[tier][risk] for tier in Tier]
        assert by_class == sorted(set(by_class))
    for tier in Tier:
        by_risk = [tickets[tier][risk] for risk in Risk]
        assert by_risk == sorted(set(by_risk))
