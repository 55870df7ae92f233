"""Epilogue of the season, played before a dump: events that the season lacks, and open work."""

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contracts.credit_code import check_character
from contracts.values import Role
from county import sample_county
from season.accounts import Cast
from season.days import Days
from season.player import Body, Player, Unexpected, picture, until

EPILOGUE = uuid.UUID("2f1c6f0e-9f57-4a0b-8a2e-6b5d1f3c7a90")
DAY = date(2026, 12, 14)
"""A Monday after the last term of the season's open case."""
TOWN, SPARE = "130624105", "130624207"
RECALLED, PROSECUTED = "MK-04", "EN-01"
BACK, SUSPENDED, WITHDRAWN, MOVED = 3, 2, 1, 0
"""Officers of the spare township, by their number, and what becomes of their certificates and roles."""
PLACE = "王林口村东"


@dataclass(frozen=True)
class Asked:
    """A command as it was sent: who asked, as the token says, and what; `path` begins behind /api/<service>."""

    service: str
    path: str
    key: str
    body: Body
    claims: Body
    player: Player

    @property
    def address(self) -> str:
        return f"/api/{self.service}{self.path}"


@dataclass
class Epilogue:
    """Acts like the season's people, remembers what was sent and the ids of the aggregates that it was about."""

    cast: Cast
    days: Days
    administrator: Player
    asked: list[Asked] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)

    async def play(self) -> None:
        await self.certificates()
        await self.clues()
        await self.declined_referral()
        await self.open_case()
        await self.open_patrol()
        await self.open_visit()
        await self.tasks()
        await self.firms()

    async def act(self, player: Player, service: str, path: str, body: Body | None = None) -> Body:
        """A command whose key is made of what is asked, so that it can be sent again; the view that answers it."""
        key = str(uuid.uuid5(EPILOGUE, f"{player.name} {service}{path} {json.dumps(body, sort_keys=True)}"))
        asked = Asked(service, path, key, body or {}, claims(player), player)
        headers = {"Idempotency-Key": key, "If-Match": "*"}
        answer = await player.send("POST", asked.address, json=asked.body, headers=headers)
        if not answer.is_success:
            raise Unexpected(f"{player.name} POST {asked.address}: {answer.status_code} {answer.text}")
        view: Body = answer.json()
        self.asked.append(asked)
        self.roots.add(view["id"])
        return view

    def turn(self, place: tuple[str, str, str]) -> tuple[bool, tuple[str, str, str]]:
        """A key to sort places by: what was touched here comes first."""
        return place[2] not in self.roots, place

    async def certificates(self) -> None:
        """Suspended, suspended and reinstated, withdrawn; and other roles for one."""

        async def change(number: int, what: str, body: Body) -> None:
            person = self.cast.of(SPARE, Role.OFFICER, number).person
            await self.act(self.administrator, "identity", f"/officers/{person}/{what}", body)

        reason = {"effective_from": DAY.isoformat(), "reason": "证件年审"}
        for number in (BACK, SUSPENDED):
            await change(number, "certificate/suspension", reason)
        await change(BACK, "certificate/reinstatement", {"effective_from": DAY.isoformat()})
        await change(WITHDRAWN, "certificate/withdrawal", reason | {"reason": "调离执法岗位"})
        await change(MOVED, "roles", {"roles": ["officer"]})

    async def clues(self) -> None:
        """One that waits, one that is set aside."""
        await self.clue("河滩堆放垃圾")
        aside = await self.clue("无法核实的来电")
        officer = self.cast.of(TOWN, Role.OFFICER, 1)
        await self.act(officer, "cases", f"/clues/{aside['id']}/set-aside", {"reasons": "现场核查未发现违法行为"})

    async def clue(self, description: str) -> Body:
        fields = {"township": TOWN, "seen_on": DAY.isoformat(), "place": PLACE}
        fields |= {"description": description, "informant": "来电人要求保密"}
        return await self.act(self.cast.of("130624-hotline", Role.HOTLINE), "cases", "/clues", fields)

    async def declined_referral(self) -> None:
        """A power is recalled; what a patrol refers under it afterwards is declined."""
        supervisor = self.cast.of("130624-justice", Role.SUPERVISOR)
        recall = {"effective_from": DAY.isoformat(), "source": "阜平县赋权事项调整通知（虚构，供演示）"}
        await self.act(supervisor, "cases", f"/powers/{RECALLED}/recall", recall)
        patrol, finding = await self.patrol("集市")
        officer = self.cast.of(TOWN, Role.OFFICER, 1)
        other = self.cast.of(TOWN, Role.OFFICER, 2)
        await self.act(other, "inspections", f"/patrols/{patrol}/findings/{finding}/confirmation")
        fields = {"finding": finding, "power": RECALLED}
        await self.act(officer, "inspections", f"/patrols/{patrol}/referrals", fields)
        await self.act(officer, "inspections", f"/patrols/{patrol}/conclusion")

        async def alert() -> Body | None:
            alerts = await supervisor.every("/api/supervision/alerts", kind="referral-declined")
            return next(iter(alerts), None)

        await until("the declined referral is flagged", alert)

    async def patrol(self, place: str) -> tuple[str, str]:
        """A patrol with one finding."""
        captain, officer = self.cast.of(TOWN, Role.CAPTAIN), self.cast.of(TOWN, Role.OFFICER, 1)
        plan = {"officers": self.pair(), "route": f"{place}一线", "patrol_on": DAY.isoformat()}
        patrol = str((await self.act(captain, "inspections", "/patrols", plan))["id"])
        seen = await officer.upload("inspections", picture(f"epilogue {place}"))
        fields = {"place": place, "picture": seen, "description": "巡查发现疑似违法行为"}
        view = await self.act(officer, "inspections", f"/patrols/{patrol}/findings", fields)
        return patrol, str(view["patrol"]["found"][-1]["finding"])

    async def open_patrol(self) -> None:
        await self.patrol("河堤")

    def pair(self) -> list[str]:
        return [self.cast.of(TOWN, Role.OFFICER, number).certificate for number in (1, 2)]

    async def open_case(self) -> None:
        """From a clue to the defence that the party gives: the head has to decide."""
        clue = await self.clue("田间焚烧秸秆")
        one, other = (self.cast.of(TOWN, Role.OFFICER, number) for number in (1, 2))
        filing = {"officers": self.pair(), "power": PROSECUTED, "township": TOWN, "act_on": DAY.isoformat()}
        case = (await self.act(one, "cases", "/cases", filing | {"place": PLACE, "clue": clue["id"]}))["id"]
        await self.act(self.cast.of(TOWN, Role.HEAD), "cases", f"/cases/{case}/filing-approval", {})
        party = {"name": "样例当事人9", "number": "130624187001010012", "address": "阜平县样例村9号"}
        await self.act(one, "cases", f"/cases/{case}/party", {"subject": "citizen", "party": party})
        evidence = {
            "kind": "site-record",
            "blob": await one.upload("cases", picture("epilogue evidence")),
            "taken_at": f"{DAY.isoformat()}T09:30:00+08:00",
            "description": "现场勘验照片",
        }
        order = {"demand": "清除余火", "until": (DAY + timedelta(days=30)).isoformat()}
        notice = {"fine": 80_000, "reasons": "事实清楚、证据充分，拟依法给予行政处罚"}
        defence = {"text": "当事人称首次违法", "review": "已复核，理由不成立"}
        steps: dict[str, Body] = {
            "evidence": evidence,
            "correction-order": order,
            "prior-notice": notice,
            "defence": defence,
        }
        for step, fields in steps.items():
            view = await self.act(one, "cases", f"/cases/{case}/{step}", fields | {"officers": self.pair()})
            for act in view["unconfirmed"]:
                await self.act(other, "cases", f"/cases/{case}/acts/{act}/confirmation")

    async def open_visit(self) -> None:
        """Two firms are drawn; the visit to the first is opened and half answered, the other waits for the head."""
        office = self.cast.of("130624-draw-office", Role.DRAW_OFFICE)
        term = (DAY + timedelta(days=30)).isoformat()
        named = {"source": "double-colour-ball", "issue": "2026146", "on": (DAY + timedelta(days=1)).isoformat()}
        seal = {"wanted": 2, "item_lists": ["safety"], "inspect_until": term, "seed": named}
        draw = (await self.act(office, "inspections", "/draws", seal))["id"]
        await self.days.go_to(DAY + timedelta(days=2))
        await self.act(office, "inspections", f"/draws/{draw}/holding", {"seed": "2026146 03 08 11 19 22 31 05"})

        async def assigned() -> list[Body] | None:
            visits = await office.every("/api/inspections/visits", draw=draw)
            return visits if len(visits) == seal["wanted"] else None

        visit, other = sorted(await until("the drawn firms become visits", assigned), key=id_of)
        self.roots.add(other["id"])
        head = self.cast.of(visit["body"], Role.HEAD)
        one, second = (self.cast.certified(number) for number in visit["officers"])
        path = f"/visits/{visit['id']}"
        await self.act(head, "inspections", f"{path}/approval")
        await self.act(one, "inspections", f"{path}/opening")
        for item, answer in (("safety-01", "fine"), ("safety-02", "problem")):
            await self.act(second, "inspections", f"{path}/answers", {"item": item, "answer": answer})

    async def tasks(self) -> None:
        """One that waits for its officer, and one that may not be done: its list was never published."""
        supervisor = self.cast.of("130624-justice", Role.SUPERVISOR)
        due_on = (DAY + timedelta(days=10)).isoformat()
        common = {"township": TOWN, "body": TOWN, "instruction": "核查群众反映的问题", "due_on": due_on}
        report = {"kind": "report", "officers": self.pair()[:1], **common}
        waiting = (await self.act(supervisor, "supervision", "/tasks", report))["id"]
        firm = next(firm.code for firm in sample_county().firms if firm.township == TOWN)
        visit = {"kind": "visit", "officers": self.pair(), "firm": firm, "item_lists": ["unpublished"], **common}
        unlawful = (await self.act(supervisor, "supervision", "/tasks", visit))["id"]
        self.roots |= {f"assignment-{waiting}", f"assignment-{unlawful}"}

        async def settled() -> Body | None:
            view = await supervisor.ask(f"/api/supervision/tasks/{unlawful}")
            given = await self.cast.certified(self.pair()[0]).every("/api/inspections/assignments")
            there = any(one["id"] == f"assignment-{waiting}" for one in given)
            return view if there and view["standing"] == "failed" else None

        await until("one task waits and the other has failed", settled)

    async def firms(self) -> None:
        """One is registered by hand, two by a file that also names one of the register."""
        registrar = self.cast.of("130624-market", Role.REGISTRAR)
        known = next(firm for firm in sample_county().firms if firm.township == TOWN)
        columns = ("code", "name", "township", "kind", "field", "risk", "address", "legal_person")
        row = {name: str(getattr(known, name)) for name in columns}
        new = [row | {"code": code, "name": f"阜平县样例商店{code[-2:]}"} for code in NEW_FIRMS]
        await self.act(registrar, "credit", "/firms", new[0])
        lines = [",".join(columns), *(",".join(firm.values()) for firm in (*new[1:], row))]
        imported = {"csv": "\n".join([*lines, ""]), "sample": True}
        self.roots.add((await self.act(registrar, "credit", "/imports", imported))["id"])

        async def registered() -> bool | None:
            codes = {firm["code"] for firm in await registrar.every("/api/credit/firms", township=TOWN)}
            return True if codes >= set(NEW_FIRMS) else None

        await until("the new firms are registered", registered)


def with_check_character(body: str) -> str:
    return body + check_character(body)


NEW_FIRMS = tuple(with_check_character(f"92130624MA{number:07d}") for number in (9_000_001, 9_000_002, 9_000_003))


def id_of(view: Body) -> str:
    return str(view["id"])


def claims(player: Player) -> dict[str, Any]:
    """Return the claims in the person's token."""
    payload = player.token.split(".")[1]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return {name: said[name] for name in ("sub", "agency", "roles", "certificate", "township") if said.get(name)}
