"""The register of firms and the county's list of powers, loaded before the season."""

import tomllib
from datetime import date
from typing import Any

from contracts.values import Role
from county import firms_csv
from season.accounts import Cast
from season.player import until


async def load_firms(cast: Cast) -> int:
    """Import the file as the registrar; return when inspections knows every firm."""
    registrar = cast.of("130624-market", Role.REGISTRAR)
    await registrar.act("/api/credit/imports", {"csv": firms_csv(cast.county.firms), "sample": True})
    wanted = len(cast.county.firms)

    async def all_there() -> int | None:
        firms = await registrar.every("/api/credit/firms")
        return len(firms) if len(firms) == wanted else None

    return await until(f"{wanted} firms are registered", all_there)


async def confirm_powers(cast: Cast, listed: str) -> int:
    """Confirm the sample list as the justice bureau; a row's values override the defaults at the top of the list."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)
    head: dict[str, Any] = tomllib.loads(listed)
    rows: list[dict[str, Any]] = head.pop("confirmations")
    for row in rows:
        fields = {name: str(value) if isinstance(value, date) else value for name, value in (head | row).items()}
        await supervisor.act(f"/api/cases/powers/{fields.pop('power')}/confirmation", fields)
    return len(rows)
