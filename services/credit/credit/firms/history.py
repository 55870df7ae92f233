"""The legal person of a firm, who is personal and stands in its history alone."""

from chassis.store import Store
from contracts.credit import FirmEvent
from credit.firms.domain.firm import Firm


async def legal_person(firms: Store[Firm, FirmEvent], id: str) -> str | None:
    """The name, from the event that registered the firm; None once it was erased."""
    registered = await firms.first_records([id])
    value: str | None = registered[id]["personal"]["legal_person"].get("value")
    return value
