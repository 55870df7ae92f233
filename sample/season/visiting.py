"""Forty visits: clean, rectified on the spot, ordered to correct, referred, nobody there, postponed."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from contracts.credit_code import is_household
from contracts.values import Role
from county import LAPSED_CERTIFICATE
from season.accounts import Cast
from season.days import Days, week
from season.player import Body, Player, picture

RECTIFIABLE, ORDERED, REFERRED = "safety-03", "safety-01", "safety-07"
PLAN = (("clean", 24), ("rectified", 8), ("ordered", 3), ("referred", 1), ("not-found", 2), ("postponed", 2))
A_DAY = 4
TERM = timedelta(days=10)

type Visited = dict[str, list[Body]]


def in_order(visits: Sequence[Body], outcomes: Sequence[str]) -> list[Body]:
    """Return the visits as they are made; the last of an enterprise is the one that is referred.

    What is referred to cases here is an act that the law fines enterprises for, not the person behind a household.
    """
    ordered = sorted(visits, key=lambda visit: LAPSED_CERTIFICATE not in visit["officers"])
    last = max(place for place, visit in enumerate(ordered) if not is_household(visit["firm"]))
    there = outcomes.index("referred")
    ordered[there], ordered[last] = ordered[last], ordered[there]
    return ordered


class Visiting:
    """Visits of a draw, each by its own two officers on one of their days."""

    def __init__(self, cast: Cast, days: Days, progress: Callable[[], None]) -> None:
        self.cast = cast
        self.days = days
        self.progress = progress
        self.items: list[str] = []

    async def all(self, visits: Sequence[Body]) -> Visited:
        """Make all visits, by outcome; four a working day from the first Wednesday on.

        Those of the officer whose certificate ends in August come first.
        """
        outcomes = [outcome for outcome, count in PLAN for _ in range(count)]
        done: Visited = {outcome: [] for outcome, _ in PLAN}
        for number, (outcome, visit) in enumerate(zip(outcomes, in_order(visits, outcomes), strict=True)):
            if number % A_DAY == 0:
                await self.days.go_to(week(1, 2) + working_days_later(number // A_DAY))
            await self.approve(visit)
            done[outcome].append(await self.made(outcome, visit))
            self.progress()
        return done

    async def approve(self, visit: Body) -> None:
        head = self.cast.of(visit["body"], Role.HEAD)
        await head.act(f"{path(visit)}/approval")

    async def made(self, outcome: str, visit: Body) -> Body:
        story: dict[str, Callable[[Body], Awaitable[Body]]] = {
            "clean": self.clean,
            "rectified": self.rectified,
            "ordered": self.ordered,
            "referred": self.referred,
            "not-found": self.not_found,
            "postponed": self.postponed,
        }
        return await story[outcome](visit)

    async def clean(self, visit: Body) -> Body:
        await self.inspect(visit)
        return await self.concluded(visit)

    async def rectified(self, visit: Body) -> Body:
        officer = await self.inspect(visit, RECTIFIABLE)
        before = await officer.upload("inspections", picture(f"before {visit['id']}"))
        after = await officer.upload("inspections", picture(f"after {visit['id']}"))
        fields = {"item": RECTIFIABLE, "before": before, "after": after}
        await officer.act(f"{path(visit)}/rectifications", fields)
        return await self.concluded(visit)

    async def ordered(self, visit: Body) -> Body:
        officer = await self.inspect(visit, ORDERED)
        until = (self.days.today + TERM).isoformat()
        fields = {"item": ORDERED, "demand": "组织全员安全生产教育和培训并留存记录", "until": until}
        await officer.act(f"{path(visit)}/correction-terms", fields)
        await self.confirm(visit, f"order-{ORDERED}")
        return await self.concluded(visit)

    async def referred(self, visit: Body) -> Body:
        officer = await self.inspect(visit, REFERRED)
        await self.confirm(visit, "record")
        await officer.act(f"{path(visit)}/referrals", {"item": REFERRED, "place": "生产车间北侧疏散通道"})
        return await officer.act(f"{path(visit)}/conclusion")

    async def not_found(self, visit: Body) -> Body:
        officer = self.officers(visit)[0]
        await self.confirm(visit, "record")
        fields = {"reason": "not-found", "note": "登记住所无该经营主体，邻居称已搬离"}
        return await officer.act(f"{path(visit)}/unmet", fields)

    async def postponed(self, visit: Body) -> Body:
        head = self.cast.of(visit["body"], Role.HEAD)
        fields = {"inspect_until": "2026-11-30", "reason": "停产检修"}
        return await head.act(f"{path(visit)}/postponement", fields)

    async def inspect(self, visit: Body, problem: str = "") -> Player:
        """Open the visit as one officer and answer every item as the other."""
        one, other = self.officers(visit)
        await one.act(f"{path(visit)}/opening")
        items = await self.published(one)
        answers = [{"item": item, "answer": "problem" if item == problem else "fine"} for item in items]
        await other.act(f"{path(visit)}/answer-sheets", {"answers": answers})
        return one

    async def confirm(self, visit: Body, act: str) -> None:
        """Confirm as the other officer what the first one recorded."""
        await self.officers(visit)[1].act(f"{path(visit)}/acts/{act}/confirmation")

    async def concluded(self, visit: Body) -> Body:
        await self.confirm(visit, "record")
        return await self.officers(visit)[0].act(f"{path(visit)}/conclusion")

    async def published(self, officer: Player) -> list[str]:
        """Return the items of the published list that the draw is for."""
        if not self.items:
            lists = await officer.send("GET", "/api/inspections/item-lists")
            self.items = [item["code"] for one in lists.json() if one["code"] == "safety" for item in one["items"]]
        return self.items

    async def recheck(self, visits: Sequence[Body]) -> None:
        """Look again after the term: everything was corrected."""
        for visit in visits:
            officer = self.officers(visit)[0]
            seen = await officer.upload("inspections", picture(f"recheck {visit['id']}"))
            await officer.act(f"{path(visit)}/rechecks", {"item": ORDERED, "fulfilled": True, "picture": seen})
            await self.confirm(visit, f"recheck-{ORDERED}")

    def officers(self, visit: Body) -> tuple[Player, Player]:
        one, other = visit["officers"]
        return self.cast.certified(one), self.cast.certified(other)


def path(visit: Body) -> str:
    return f"/api/inspections/visits/{visit['id']}"


def working_days_later(number: int) -> timedelta:
    """Return a day counted from a Wednesday: three working days are left in that week, then five in each."""
    return timedelta(days=number + 2 * ((number + 2) // 5))
