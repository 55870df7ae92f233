"""The tickets that a firm gets in a draw (`data/tickets.toml`), and the sources of seeds (`data/seed-sources.toml`)."""

from contracts.reference import Data, versions
from inspections.draws.domain.lottery import TicketTable
from inspections.draws.domain.seeds import SeedSources

DATA = Data("inspections")
TICKETS = "tickets.toml"
SEED_SOURCES = "seed-sources.toml"


def load_ticket_tables() -> tuple[TicketTable, ...]:
    """Read the dated tables, oldest first; raises BadReference if the file can't be used."""
    return ticket_tables(DATA.read(TICKETS))


def ticket_tables(text: str) -> tuple[TicketTable, ...]:
    """Parse the tables of a file."""
    return versions(TICKETS, text, "tables", TicketTable)


def load_seed_sources() -> tuple[SeedSources, ...]:
    """Read the dated publications of seed sources, oldest first; raises BadReference if the file can't be used."""
    return seed_sources(DATA.read(SEED_SOURCES))


def seed_sources(text: str) -> tuple[SeedSources, ...]:
    """Parse the publications of a file."""
    return versions(SEED_SOURCES, text, "publications", SeedSources)
