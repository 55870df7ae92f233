"""Unlawful attempts: the platform refuses each with its article, and the supervisor counts each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from contracts.values import Role
from county import LAPSED_CERTIFICATE
from season.accounts import Cast
from season.cases import Dockets
from season.days import Days
from season.player import Body, Player, picture, until
from season.prosecuting import Docket, Prosecuting
from season.visiting import path

FAR = "130624207"


@dataclass(frozen=True)
class Refused:
    """An attempt and the problem document that answered it."""

    what: str
    problem: Body


class Attempts:
    """Unlawful steps; one that is not refused ends the season."""

    def __init__(self, cast: Cast, prosecuting: Prosecuting, days: Days, progress: Callable[[], None]) -> None:
        self.cast = cast
        self.prosecuting = prosecuting
        self.days = days
        self.progress = progress
        self.refused: list[Refused] = []

    async def all(self, dockets: Dockets, clean: Body) -> list[Refused]:
        await self.alone(dockets.undecided)
        await self.expired()
        await self.before_notice(dockets.undecided)
        await self.over_the_maximum(dockets.undecided)
        await self.second_fine(dockets)
        await self.over_the_cap(clean)
        return self.refused

    async def attempt(self, what: str, who: Player, address: str, fields: Body) -> None:
        self.refused.append(Refused(what, await who.refused(address, fields)))
        self.progress()

    async def alone(self, docket: Docket) -> None:
        one = docket.officers[0]
        fields = {
            "kind": "site-record",
            "blob": await one.upload("cases", picture("alone")),
            "taken_at": f"{self.days.today.isoformat()}T09:00:00+08:00",
            "description": "单人取证",
            "officers": [one.certificate],
        }
        await self.attempt("一名执法人员单独取证", one, f"{docket.path}/evidence", fields)

    async def expired(self) -> None:
        captain = self.cast.of(FAR, Role.CAPTAIN)
        other = self.cast.of(FAR, Role.OFFICER, 1)
        fields = {
            "officers": [other.certificate, LAPSED_CERTIFICATE],
            "route": "夏庄乡山路",
            "patrol_on": self.days.today.isoformat(),
        }
        await self.attempt("执法证过期仍被派去巡查", captain, "/api/inspections/patrols", fields)

    async def before_notice(self, docket: Docket) -> None:
        fields = {"fine": 60_000, "reasons": "未告知即决定"}
        await self.attempt("未事先告知即作出决定", docket.head, f"{docket.path}/penalty", fields)

    async def over_the_maximum(self, docket: Docket) -> None:
        fields = {"fine": 300_000, "reasons": "超过法定幅度", "officers": docket.numbers}
        await self.attempt("拟处罚款超过法定上限", docket.officers[0], f"{docket.path}/prior-notice", fields)

    async def second_fine(self, dockets: Dockets) -> None:
        """Fine the firm again for the same power, day and place in another case, which is then struck."""
        first = dockets.referred
        again = await self.filed_again(first)
        matter = replace(dockets.referred_matter, fine=9_000)
        await self.prosecuting.investigate(again, matter.offender, self.days.today)
        await self.prosecuting.notify(again, matter)
        await self.prosecuting.waive(again)
        fields = matter.proposal() | {"reasons": "同一行为再次处罚"}
        await self.attempt("同一违法行为第二次罚款", again.head, f"{again.path}/penalty", fields)
        await again.decide("withdrawal", {"reasons": "与另案为同一违法行为，撤销立案"})

    async def filed_again(self, first: Docket) -> Docket:
        one = first.officers[0]
        filed = (await one.ask(first.path))["case"]["filed"]
        fields = {
            "officers": first.numbers,
            "power": filed["power"],
            "township": filed["township"],
            "act_on": filed["act_on"],
            "place": filed["place"],
        }
        return replace(first, id=(await one.act("/api/cases/cases", fields))["id"])

    async def over_the_cap(self, clean: Body) -> None:
        """Exceed the cap: the firm was drawn once, the first task takes the last place, the second finds none."""
        for number in (1, 2):
            visit = await self.task_for(clean, number)
            await self.cast.of(clean["body"], Role.HEAD).act(f"{path(visit)}/approval")
            officer = self.cast.certified(clean["officers"][0])
            if number == 1:
                await officer.act(f"{path(visit)}/opening")
            else:
                await self.attempt("超过年度检查频次上限", officer, f"{path(visit)}/opening", {})

    async def task_for(self, firm: Body, number: int) -> Body:
        """Issue a task that needs a visit; it waits for the head's approval."""
        supervisor = self.cast.of("130624-justice", Role.SUPERVISOR)
        fields = {
            "kind": "visit",
            "township": firm["township"],
            "body": firm["body"],
            "officers": firm["officers"],
            "instruction": f"第{number}次核查该企业安全生产情况",
            "due_on": (self.days.today + timedelta(days=20)).isoformat(),
            "firm": firm["firm"],
            "item_lists": ["safety"],
        }
        task = await supervisor.act("/api/supervision/tasks", fields)
        officer = self.cast.certified(firm["officers"][0])
        id = f"visit-from-{task['id']}"

        async def there() -> Body | None:
            answer = await officer.send("GET", f"/api/inspections/visits/{id}")
            return answer.json() if answer.is_success else None

        return await until("the task becomes a visit", there)
