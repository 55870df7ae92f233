"""A draw, sealed and held by the draw office and verified by anyone with the stand-alone tool."""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from contracts.values import Role
from season.accounts import Cast
from season.days import Days
from season.player import Body, Player, Unexpected, until

LISTS = ["safety"]


@dataclass(frozen=True)
class Lottery:
    """The public lottery of a Tuesday evening, an issue with its numbers; or a seed that witnesses see."""

    issue: str
    on: date
    numbers: str
    witnessed: bool = False

    def named(self, witness: Player) -> Body:
        """The seed as the seal names it; one of the witnesses is the supervisor."""
        source = "witnessed" if self.witnessed else "double-colour-ball"
        named: Body = {"source": source, "issue": self.issue, "on": self.on.isoformat()}
        if self.witnessed:
            supervisor = {"name": "见证人（样例）", "role": "县司法局工作人员", "account": witness.person}
            named["witnesses"] = [supervisor, {"name": "公证员（样例）", "role": "公证处公证员"}]
        return named


@dataclass(frozen=True)
class HeldDraw:
    """A draw that was held: `tickets` of every firm that has some, `visits` in the order of the draw."""

    tickets: dict[str, int]
    visits: list[Body]


async def hold(cast: Cast, days: Days, wanted: int, until_day: date, lottery: Lottery) -> HeldDraw:
    """Seal the draw, then hold it on the morning after the lottery; return when every visit is on a list."""
    office, witness = cast.of("130624-draw-office", Role.DRAW_OFFICE), cast.of("130624-justice", Role.SUPERVISOR)
    seed = lottery.named(witness)
    command = {"wanted": wanted, "item_lists": LISTS, "inspect_until": until_day.isoformat(), "seed": seed}
    await known(cast, office, command)
    sealed = await office.act("/api/inspections/draws", command)
    await days.go_to(lottery.on + timedelta(days=1))
    given = {"seed": f"{lottery.issue} {lottery.numbers}"}
    if lottery.witnessed:
        await witness.act(f"/api/inspections/draws/{sealed['id']}/seed", given)
    held = await office.act(f"/api/inspections/draws/{sealed['id']}/holding", given)
    await verify(office, held)

    async def all_assigned() -> list[Body] | None:
        visits = await office.every("/api/inspections/visits", draw=held["id"])
        return visits if len(visits) == wanted else None

    visits = await until(f"{wanted} drawn firms become visits", all_assigned)
    of_firm = {visit["firm"]: visit for visit in visits}
    return HeldDraw(await tickets(office, held), [of_firm[drawn["firm"]] for drawn in held["drawn"]])


async def known(cast: Cast, office: Player, command: Body) -> None:
    """Wait until inspections knows each firm with its officers: until then a pool leaves some out.

    The list applies to every firm. A seal that is refused otherwise than for too few of them was given before.
    """
    wanted = len(cast.county.firms)

    async def all_in() -> bool | None:
        answer = await office.attempt("/api/inspections/draws?dry_run=true", command)
        seen = answer.json()
        short = seen.get("code") == "inspections/pool-too-small" if answer.is_error else seen["firms"] < wanted
        return None if short else True

    await until(f"{wanted} firms can be drawn", all_in)


async def verify(anyone: Player, held: Body) -> None:
    """Recompute the draw from its record alone; the tool imports nothing of the platform."""
    record = (await anyone.send("GET", f"/api/inspections/draws/{held['id']}/record")).content
    published = ("--seal", held["pool"], "--record", held["record"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.json"
        file.write_bytes(record)
        command = (sys.executable, "-m", "inspections", "verify-draw", str(file), *published)
        tool = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        said, _ = await tool.communicate()
    if tool.returncode:
        raise Unexpected(f"the draw does not verify: {said.decode()}")


async def tickets(office: Player, held: Body) -> dict[str, int]:
    """Return the tickets of firms that have some, from the openings: code, township, class, risk, tickets, by TAB."""
    address = f"/api/inspections/draws/{held['id']}/openings"
    rows = [line.split("\t") for line in (await office.send("GET", address)).text.splitlines()[4:]]
    return {row[0]: int(row[-1]) for row in rows if row[-1] != "0"}
