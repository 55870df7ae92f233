"""The invented list of the justice bureau, read as the season reads it."""

import tomllib

from cases.powers.domain.confirmation import Confirmation
from cases.powers.reference import DATA
from contracts.values import PowerCode

LISTED = tomllib.loads(DATA.read("sample-confirmations.toml"))
HEAD = {name: LISTED[name] for name in Confirmation.model_fields if name in LISTED}


def confirmations() -> dict[PowerCode, Confirmation]:
    """The confirmations by their power; a row's values go before those at the head."""
    rows = [HEAD | row for row in LISTED["confirmations"]]
    return {row.pop("power"): Confirmation.model_validate(row) for row in rows}
