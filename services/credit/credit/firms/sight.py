"""Sight of firms: a person of a township sees its own, anybody else the whole county's."""

from chassis.store import UNKNOWN, Stored
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Role, TownshipCode
from credit.firms.domain.firm import Firm

COUNTY_WIDE = frozenset({Role.SUPERVISOR, Role.DRAW_OFFICE, Role.REGISTRAR})
"""Roles that see the whole county wherever their bodies are."""


def territory(who: Origin) -> TownshipCode | None:
    """The only township whose firms the caller sees; None for the whole county."""
    return None if who.roles & COUNTY_WIDE else who.township


def check_seen(stored: Stored[Firm], who: Origin) -> Stored[Firm]:
    """The firm; refuses one of another township as if it did not exist."""
    if territory(who) not in (None, stored.state.registered.township):
        refuse(UNKNOWN, id=stored.id)
    return stored
