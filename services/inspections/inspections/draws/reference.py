"""The tickets that a firm gets in a draw, from `data/tickets.toml`."""

from chassis.reference import Data, versions
from inspections.draws.domain.lottery import TicketTable

DATA = Data("inspections")
TICKETS = "tickets.toml"


def load_ticket_tables() -> tuple[TicketTable, ...]:
    """Read the dated tables, oldest first; raises BadReference if the file can't be used."""
    return ticket_tables(DATA.read(TICKETS))


def ticket_tables(text: str) -> tuple[TicketTable, ...]:
    """Parse the tables of a file."""
    return versions(TICKETS, text, "tables", TicketTable)
