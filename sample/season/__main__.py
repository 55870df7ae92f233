"""Twelve weeks in Fuping, played through the gateway: `python -m season`; a second run continues an interrupted one."""

import asyncio
import os
import sys
from pathlib import Path

import httpx
from rich.console import Console

from contracts.topics import SERVICES
from county import sample_county
from season import accounts, cases, checking, drawing, illegal, progress, register, summary, tasks
from season.days import Days, week
from season.player import Unexpected
from season.prosecuting import Prosecuting
from season.visiting import Visited, Visiting

CONFIRMATIONS = (Path(__file__).parents[2] / "services/cases/cases/data/sample-confirmations.toml").read_text("utf-8")
FIRST_LOTTERY = drawing.Lottery("2026095", week(1, 1), "02 09 14 17 23 30 11")
SECOND_LOTTERY = drawing.Lottery("20261027-1", week(11, 1), "40817 55290 13376 90142", witnessed=True)
"""Sample numbers, not those that were drawn."""
WIDTH = 110
"""Characters of a line where the output is no terminal."""


class Season:
    """The chapters in order; each waits for what the next one needs."""

    def __init__(self, client: httpx.AsyncClient, console: Console, secret: str) -> None:
        self.client = client
        self.console = console
        self.secret = secret
        self.days = Days(Path(os.environ["ZHIFATONG_CLOCK_FILE"]), client, SERVICES)
        self.display = progress.ProgressDisplay(console, lambda: self.days.today)
        self.step = self.display.advance

    async def play(self) -> None:
        with self.display:
            cast = await self.preparations()
            first = await self.first_draw(cast)
            visited = await self.visits(cast, first)
            prosecuting = Prosecuting(cast)
            self.display.begin(progress.CASES)
            dockets = await cases.prosecute(prosecuting, self.days, visited["referred"][0], self.step)
            self.display.begin(progress.ATTEMPTS)
            refused = await illegal.Attempts(cast, prosecuting, self.days, self.step).all(dockets, visited["clean"][-1])
            lines = await self.second_half(cast, prosecuting, dockets, first, len(refused))
            self.display.begin(progress.VERIFICATION)
            compared = await checking.compare(cast)
            self.step()
            await checking.no_differences(cast)
            self.step()
            await checking.verify_histories(self.step)
        tables = [summary.compared_table(compared), summary.refused_table(refused)]
        summary.show(self.console, tables, lines)

    async def preparations(self) -> accounts.Cast:
        """Register accounts, firms and powers, on the first Monday."""
        await self.days.go_to(week(1))
        self.display.begin(progress.ACCOUNTS)
        cast = await accounts.enter(self.client, sample_county(), self.secret, self.step)
        self.display.begin(progress.FIRMS)
        await register.load_firms(cast)
        self.display.begin(progress.POWERS)
        await register.confirm_powers(cast, CONFIRMATIONS)
        return cast

    async def first_draw(self, cast: accounts.Cast) -> drawing.HeldDraw:
        await self.days.go_to(week(1, 1))
        self.display.begin(progress.FIRST_DRAW)
        return await drawing.hold(cast, self.days, 40, week(8, 4), FIRST_LOTTERY)

    async def visits(self, cast: accounts.Cast, draw: drawing.HeldDraw) -> Visited:
        visiting = Visiting(cast, self.days, self.step)
        self.display.begin(progress.VISITS)
        visited = await visiting.all(draw.visits)
        await self.days.go_to(week(4))
        await visiting.recheck(visited["ordered"])
        self.step()
        return visited

    async def second_half(
        self,
        cast: accounts.Cast,
        prosecuting: Prosecuting,
        dockets: cases.Dockets,
        first: drawing.HeldDraw,
        attempts: int,
    ) -> list[str]:
        """Play weeks 8 to 12: late payment, a task, the second draw."""
        await self.days.go_to(week(8))
        self.display.begin(progress.TASK)
        await tasks.flagged(cast, dockets.late.id)
        await prosecuting.pay_and_close(dockets.late, cases.LATE, self.days.today)
        self.step()
        task = await tasks.issue(cast, week(8, 4))
        self.step()
        await self.days.go_to(week(11))
        self.display.begin(progress.SECOND_DRAW)
        second = await drawing.hold(cast, self.days, 20, week(14), SECOND_LOTTERY)
        moved = [code for code, count in second.tickets.items() if first.tickets.get(code, count) != count]
        gone = first.tickets.keys() - second.tickets.keys()
        if not moved and not gone:
            raise Unexpected("no firm's tickets moved between the draws")
        self.step()
        await self.days.go_to(week(12, 6))
        await checking.attempts_counted(cast, attempts)
        self.step()
        return [
            f"两次抽取均经独立工具复核；票数变动 {len(moved)} 户，不再抽取 {len(gone)} 户",
            f"监督任务 {task['id']} 已办结；逾期缴款已提醒并缴清；被拒操作累计 {attempts} 次",
        ]


async def play(console: Console, secret: str) -> int:
    gateway = os.environ["ZHIFATONG_GATEWAY"]
    async with httpx.AsyncClient(base_url=gateway, timeout=60) as client:
        try:
            await Season(client, console, secret).play()
        except Unexpected as fault:
            console.print(f"season | {fault}")
            return 1
    return 0


def main(*options: str) -> int:
    """Play the season and show how to sign in; with `accounts` only the latter."""
    console, secret = (
        Console(width=None if sys.stdout.isatty() else WIDTH),
        os.environ["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"],
    )
    if "accounts" not in options and (status := asyncio.run(play(console, secret))):
        return status
    summary.show_accounts(console, accounts.password_of_the_sample(secret), os.environ["ZHIFATONG_GATEWAY"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
