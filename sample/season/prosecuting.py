"""Cases from filing to closing, each act by one officer and confirmed by the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.values import Role
from season.accounts import Cast
from season.player import Body, Player, picture, until

YUAN = 100
TERM = timedelta(days=30)


@dataclass(frozen=True)
class Offender:
    """An invented party: a citizen unless it has a credit code."""

    name: str
    number: str
    address: str
    firm: str | None = None
    operator: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Docket:
    """A case and its two officers."""

    id: str
    officers: tuple[Player, Player]
    head: Player
    power: str

    @property
    def path(self) -> str:
        return f"/api/cases/cases/{self.id}"

    @property
    def numbers(self) -> list[str]:
        return [officer.certificate for officer in self.officers]

    async def act(self, step: str, fields: Body | None = None) -> Body:
        """Record an act of the first officer, confirmed by the second from their own session."""
        one, other = self.officers
        view = await one.act(f"{self.path}/{step}", {**(fields or {}), "officers": self.numbers})
        for act in view["unconfirmed"]:
            view = await other.act(f"{self.path}/acts/{act}/confirmation")
        return view

    async def decide(self, step: str, fields: Body | None = None) -> Body:
        return await self.head.act(f"{self.path}/{step}", fields)


@dataclass(frozen=True)
class Matter:
    """Subject of a case; `fine` is in yuan, `base` is the amount that a fine by multiple starts from."""

    power: str
    offender: Offender
    fine: int
    base: int | None = None

    def proposal(self) -> Body:
        amounts = {"fine": self.fine * YUAN, "base": self.base * YUAN if self.base else None}
        return {name: value for name, value in amounts.items() if value is not None}


class Prosecuting:
    """Steps of the ordinary procedure as a township takes them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    async def referred(self, finding: str, officers: Sequence[str], township: str, power: str) -> Docket:
        """Return the case that a referral opened."""
        pair = (self.cast.certified(officers[0]), self.cast.certified(officers[1]))
        docket = Docket(f"case-from-{finding}", pair, self.cast.of(township, Role.HEAD), power)

        async def there() -> Body | None:
            answer = await pair[0].send("GET", docket.path)
            return answer.json() if answer.is_success else None

        await until(f"{finding} becomes a case", there)
        return docket

    async def from_patrol(self, township: str, power: str, place: str, on: date) -> Docket:
        """Open a case from a patrol: one officer records place and picture and refers it, the other confirms."""
        captain = self.cast.of(township, Role.CAPTAIN)
        pair = (self.cast.of(township, Role.OFFICER, 1), self.cast.of(township, Role.OFFICER, 2))
        numbers = [officer.certificate for officer in pair]
        plan = {"officers": numbers, "route": f"{place}一线", "patrol_on": on.isoformat()}
        patrol = await captain.act("/api/inspections/patrols", plan)
        path = f"/api/inspections/patrols/{patrol['id']}"
        seen = await pair[0].upload("inspections", picture(f"{power} {place} {on} {patrol['id']}"))
        fields = {"place": place, "picture": seen, "description": "巡查发现疑似违法行为"}
        found = await pair[0].act(f"{path}/findings", fields)
        finding = str(found["patrol"]["found"][-1]["finding"])
        await pair[1].act(f"{path}/findings/{finding}/confirmation")
        await pair[0].act(f"{path}/referrals", {"finding": finding, "power": power})
        await pair[1].act(f"{path}/conclusion")
        return await self.referred(finding, numbers, township, power)

    async def from_hotline(self, township: str, power: str, place: str, seen_on: date) -> Docket:
        """Open a case from a clue: the hotline registers it, two officers of the township file."""
        hotline = self.cast.of("130624-hotline", Role.HOTLINE)
        clue = await hotline.act(
            "/api/cases/clues",
            {
                "township": township,
                "seen_on": seen_on.isoformat(),
                "place": place,
                "description": "群众来电反映",
                "informant": "来电人要求保密",
            },
        )
        pair = (self.cast.of(township, Role.OFFICER, 1), self.cast.of(township, Role.OFFICER, 2))
        fields = {
            "officers": [officer.certificate for officer in pair],
            "power": power,
            "township": township,
            "act_on": seen_on.isoformat(),
            "place": place,
            "clue": clue["id"],
        }
        filed = await pair[0].act("/api/cases/cases", fields)
        return Docket(filed["id"], pair, self.cast.of(township, Role.HEAD), power)

    async def investigate(self, docket: Docket, offender: Offender, taken_on: date) -> None:
        """Have the head approve the filing; record the party, and a picture as evidence."""
        await docket.decide("filing-approval")
        one = docket.officers[0]
        party = {"name": offender.name, "number": offender.number, "address": offender.address}
        subject = "organisation" if offender.firm else "citizen"
        body = {"subject": subject, "party": party, "firm": offender.firm, "operator": offender.operator}
        await one.act(f"{docket.path}/party", body)
        evidence = {
            "kind": "site-record",
            "blob": await one.upload("cases", picture(f"evidence {docket.id}")),
            "taken_at": f"{taken_on.isoformat()}T09:30:00+08:00",
            "description": "现场勘验照片",
        }
        await docket.act("evidence", evidence)

    async def order(self, docket: Docket) -> None:
        """Order a correction within thirty days of filing, unless that was done."""
        view = await self.view(docket)
        if not view["case"]["order"]:
            until_day = date.fromisoformat(view["filed_on"]) + TERM
            await docket.act("correction-order", {"demand": "清除障碍物，恢复原状", "until": until_day.isoformat()})

    async def recheck(self, docket: Docket) -> None:
        """Find the order fulfilled, unless that was found."""
        if not (await self.view(docket))["case"]["rechecks"]:
            seen = await docket.officers[0].upload("cases", picture(f"corrected {docket.id}"))
            await docket.act("correction-recheck", {"fulfilled": True, "blob": seen})

    async def view(self, docket: Docket) -> Body:
        answer = await docket.officers[0].send("GET", docket.path)
        view: Body = answer.raise_for_status().json()
        return view

    async def notify(self, docket: Docket, matter: Matter) -> None:
        """Order the correction and tell the party what is proposed."""
        await self.order(docket)
        reasons = "事实清楚、证据充分，拟依法给予行政处罚"
        await docket.act("prior-notice", matter.proposal() | {"reasons": reasons})

    async def waive(self, docket: Docket) -> None:
        """Record that the party waives statement and defence in writing."""
        paper = await docket.officers[0].upload("cases", picture(f"waiver {docket.id}"))
        await docket.act("defence-waiver", {"signed_paper": paper})

    async def penalise(self, docket: Docket, matter: Matter) -> Body:
        """Decide as the head; two officers serve the decision."""
        await docket.decide("penalty", matter.proposal() | {"reasons": "依据裁量情节，作出处罚决定"})
        return await docket.act("service", {"method": "in-person"})

    async def pay_and_close(self, docket: Docket, matter: Matter, paid_on: date) -> None:
        """Have another officer record what the bank reported: who fines does not collect (APL 67(1))."""
        await self.recheck(docket)
        another = self.cast.another((await self.view(docket))["body"], docket.officers)
        payment = {
            "paid_on": paid_on.isoformat(),
            "amount": matter.fine * YUAN,
            "receipt": f"冀财样例-{docket.id[-8:]}",
        }
        await another.act(f"{docket.path}/payment", payment)
        await docket.decide("closing")
