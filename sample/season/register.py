"""The register of firms and the county's list of powers are loaded before the season."""

import tomllib
from datetime import date
from typing import Any

from contracts.values import Role
from county import firms_csv
from season.accounts import Cast
from season.player import until


async def load_firms(cast: Cast) -> int:
    """The registrar imports the file; returns when inspections knows every firm."""
    registrar = cast.of("130624-market", Role.REGISTRAR)
    await registrar.act("/api/credit/imports", {"csv": firms_csv(cast.county.firms), "sample": True})
    wanted = len(cast.county.firms)

    async def all_there() -> int | None:
        firms = await registrar.every("/api/credit/firms")
        return len(firms) if len(firms) == wanted else None

    return await until(f"{wanted} firms are registered", all_there)


async def confirm_powers(cast: Cast, listed: str) -> int:
    """The justice bureau confirms the sample list, power by power; a row's own values go before those of the head."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)
    head: dict[str, Any] = tomllib.loads(listed)
    rows: list[dict[str, Any]] = head.pop("confirmations")
    for row in rows:
        fields = {name: str(value) if isinstance(value, date) else value for name, value in (head | row).items()}
        await supervisor.act(f"/api/cases/powers/{fields.pop('power')}/confirmation", fields)
    return len(rows)
