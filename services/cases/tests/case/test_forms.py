"""Steps as screens need them: what they offer is accepted, from filing to closing."""

from collections import Counter
from typing import Any

from cases.case.reference import load_law
from chassis.testing import Caller, bodies, jpeg, ready

TYPED = {
    "party": {"name": "王老五", "number": "132423187001010017", "address": "阜平镇东街 12 号"},
    "subject": "citizen",
    "reason": "经核对",
    "reasons": "事实清楚",
    "text": "没有看到禁止焚烧的告示",
    "review": "路口有告示",
    "education": "已告知法律规定",
    "description": "轮胎",
    "demand": "清除现场残留物",
    "receipt": "P-1",
}


BOUNDS: dict[str, Any] = {"least": None, "most": None, "besides": [], "unit": None, "of": ""}


class Journey:
    """A case that people advance by what they are offered; whatever is offered is tried first, and must be accepted."""

    def __init__(self, town: Any, people: Any) -> None:
        self.town = town
        self.people = people
        self.gone: list[Caller] = []
        self.described: dict[str, Any] = {}
        self.tried: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()

    @property
    def callers(self) -> list[Caller]:
        return [one for one in (self.town.first, self.town.second, self.town.head) if one not in self.gone]

    async def steps(self, case: str, caller: Caller) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.people.good(await caller.ask(f"/cases/{case}"))["next_steps"]
        return found

    async def openapi(self) -> dict[str, Any]:
        if not self.described:
            self.described = (await self.town.bench.client.get("/openapi.json")).json()
        return self.described

    async def typed(self, caller: Caller, moment: str) -> dict[str, Any]:
        blob = await caller.upload(jpeg(f"a picture of {moment}"))
        paper = await caller.upload(f"%PDF-1.7 signed {moment}".encode(), "application/pdf")
        return TYPED | {"note": "已补充照片", "blob": blob, "signed_paper": paper, "minutes": paper}

    async def try_all(self, case: str) -> None:
        """Try every step that is offered to anybody, with every option, and change nothing."""
        described = await self.openapi()
        for caller in self.callers:
            typed = await self.typed(caller, str(self.tried.total()))
            for step in ready(await self.steps(case, caller)):
                for body in bodies(described, step, typed):
                    answer = await caller.act(f"{step['path']}?dry_run=true", body if step["schema"] else None)
                    assert answer.status_code == 200, (step["name"], body, answer.text)
                self.tried[step["name"]] += 1

    async def take(self, case: str, name: str, **typed: Any) -> dict[str, Any]:
        """Give the step as its form offers it to the first who may."""
        described = await self.openapi()
        for caller in self.callers:
            for step in ready(await self.steps(case, caller)):
                if step["name"] == name:
                    given = await self.typed(caller, f"{name} {self.taken.total()}")
                    body = bodies(described, step, given)[0] | typed
                    self.taken[name] += 1
                    answer = await caller.act(step["path"], body if step["schema"] else None)
                    seen: dict[str, Any] = self.people.good(answer)
                    return seen
        raise AssertionError(f"nobody is offered {name}")

    async def confirmed(self, case: str, name: str, **typed: Any) -> None:
        await self.take(case, name, **typed)
        await self.take(case, "confirm-act")


async def test_whatever_is_offered_is_accepted_from_filing_to_closing(town: Any, people: Any) -> None:
    case, way = await town.file(), Journey(town, people)
    await way.try_all(case)
    await way.take(case, "identify-party")
    await way.take(case, "take-evidence")
    await way.try_all(case)
    await way.take(case, "confirm-act")
    await way.take(case, "return-filing")
    await way.try_all(case)
    await way.take(case, "hand-in-filing")
    await way.take(case, "approve-filing")
    await way.confirmed(case, "order-correction")
    await way.try_all(case)
    town.clock.advance(days=3)
    await way.confirmed(case, "recheck-correction", fulfilled=True)
    await way.try_all(case)
    await way.confirmed(case, "serve-prior-notice")
    await way.try_all(case)
    await way.confirmed(case, "receive-defence")
    town.clock.advance(days=8)
    await way.try_all(case)
    await way.take(case, "decide-penalty")
    await way.try_all(case)
    await way.confirmed(case, "serve-decision")
    town.clock.advance(days=40)
    await way.try_all(case)
    await way.confirmed(case, "demand-performance")
    await way.take(case, "record-payment")
    await way.try_all(case)
    await way.take(case, "close-case")
    never = set(load_law().procedure.steps) - set(way.tried)
    assert never == {"decide-recusal", "judge-same-act", "establish-circumstance", "replace-officer", "apply-to-court"}


async def test_a_case_goes_to_court_by_what_is_offered(town: Any, people: Any) -> None:
    case, way = await town.ready(), Journey(town, people)
    await way.take(case, "decide-penalty")
    await way.confirmed(case, "serve-decision")
    town.clock.advance(days=40)
    await way.confirmed(case, "demand-performance")
    assert await missing(way, case, "apply-to-court") == ["cases/demand-running", "cases/may-still-sue"]
    town.clock.advance(days=170)
    await way.try_all(case)
    assert way.tried["apply-to-court"] == 1
    await way.take(case, "apply-to-court")
    assert await missing(way, case, "apply-to-court") == ["cases/court-applied"]


async def missing(way: Journey, case: str, name: str) -> list[str]:
    (step,) = (one for one in await way.steps(case, way.town.head) if one["name"] == name)
    return [obstacle["code"] for obstacle in step["missing"]]


async def test_recusals_are_decided_one_by_one(town: Any, people: Any) -> None:
    case, way = await town.ready(), Journey(town, people)
    assert "decide-recusal" not in {step["name"] for step in await way.steps(case, town.head)}
    people.good(await town.second.act(f"/cases/{case}/recusal", {"reason": "与当事人有亲属关系"}))
    await way.try_all(case)
    offered = [step for step in await way.steps(case, town.head) if step["name"] == "decide-recusal"]
    assert [(step["label"], step["next"]) for step in offered] == [("决定回避（HB-1002）", True)]
    await people.certify(town.bench, "HB-1003", "130624100")
    await way.take(case, "decide-recusal")
    way.gone.append(town.second)
    steps = {step["name"]: step for step in await way.steps(case, town.head)}
    assert steps["replace-officer"]["prefill"] == {"leaving": "HB-1002"}
    assert [one["value"] for one in steps["replace-officer"]["options"]["joining"]["choices"]] == ["HB-1003"]
    await way.try_all(case)


async def test_an_act_is_confirmed_by_the_other_one(town: Any, people: Any) -> None:
    case = await town.file()
    assert "confirm-act" not in {one["name"] for one in await Journey(town, people).steps(case, town.second)}
    picture = await town.first.upload(jpeg("tyres"))
    item = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
    people.good(await town.first.act(f"/cases/{case}/evidence", {"officers": town.officers, **item}))
    offered = {}
    for caller in (town.first, town.second, town.head, town.supervisor):
        steps = people.good(await caller.ask(f"/cases/{case}"))["next_steps"]
        (offered[caller],) = (step for step in steps if step["name"] == "confirm-act")
    assert [step["may_i"] for step in offered.values()] == [False, True, False, False]
    step = offered[town.second]
    act = people.good(await town.first.ask(f"/cases/{case}"))["unconfirmed"][0]
    assert step["path"] == f"/cases/{case}/acts/{act}/confirmation"
    assert (step["method"], step["schema"], step["next"]) == ("POST", "Confirmation", True)
    assert step["label"] == "确认执法活动（勘验笔录、现场笔录 2026-09-01 09:30）"


async def test_only_who_may_act_is_given_a_form(town: Any, people: Any) -> None:
    case = await town.ready()
    for caller in (town.supervisor, town.bench.caller("officer-9", "130624100")):
        answer = await caller.ask(f"/cases/{case}")
        steps = answer.json().get("next_steps", [])
        assert not any(step["may_i"] or step["prefill"] or step["options"] for step in steps)
    steps = {one["name"]: one for one in people.good(await town.head.ask(f"/cases/{case}"))["next_steps"]}
    assert steps["decide-penalty"]["prefill"] == {"fine": 1_000_00, "sanctions": []}
    assert steps["decide-penalty"]["options"]["fine"] == BOUNDS | {"least": 500_00, "most": 1_000_00}
    assert not steps["take-evidence"]["may_i"]


async def test_a_fine_by_multiple_asks_for_what_it_is_taken_of_in_its_unit(town: Any, people: Any) -> None:
    """CG-03: up to once the cost of the temporary building, at the body's discretion."""
    case, way = await town.file(power="CG-03"), Journey(town, people)
    await town.approve(case)
    await town.identify(case)
    await town.evidence(case)
    await town.forgo(case)
    notice = await form(way, case, "serve-prior-notice", town.first)
    assert notice["options"]["base"] == BOUNDS | {"unit": "fen", "of": "临时建设工程造价"}
    assert notice["options"]["fine"] == BOUNDS
    told = {"fine": 3_000_00, "base": 5_000_00, "reasons": "事实清楚"}
    seen = await town.step(case, "prior-notice", **told)
    assert (seen["case"]["notice"]["base"], seen["case"]["notice"]["base_unit"]) == (5_000_00, "fen")
    await town.waive(case)
    decision = await form(way, case, "decide-penalty", town.head)
    assert decision["prefill"]["base"] == 5_000_00
    assert decision["options"]["base"] == notice["options"]["base"] | {"least": 5_000_00, "most": 5_000_00}
    assert decision["options"]["fine"] == notice["options"]["fine"] | {"least": 0, "most": 3_000_00}
    assert (await town.decide(case, 3_000_00, base=5_000_00)).status_code == 200


async def form(way: Journey, case: str, name: str, caller: Caller) -> dict[str, Any]:
    return next(step for step in await way.steps(case, caller) if step["name"] == name)


async def test_a_fixed_fine_asks_for_no_base(town: Any, people: Any) -> None:
    case, way = await town.ready(), Journey(town, people)
    assert "base" not in (await form(way, case, "decide-penalty", town.head))["options"]


async def test_options_name_their_article(town: Any, people: Any) -> None:
    case = await town.ready()
    steps = {one["name"]: one for one in people.good(await town.head.ask(f"/cases/{case}"))["next_steps"]}
    grounds = steps["decide-no-penalty"]["options"]["ground"]["choices"]
    assert {one["value"]: one["law"] for one in grounds}["no-fault"] == "APL 33(2)"
    assert people.good(await town.head.ask(f"/cases/{case}"))["labels"]["APL 33(2)"].startswith("《行政处罚法》")


async def test_steps_lead_to_what_the_api_describes(town: Any, people: Any) -> None:
    """Every step of the procedure has a route, and the body that OpenAPI names."""
    described = (await town.bench.client.get("/openapi.json")).json()
    case = await town.ready()
    people.good(await town.second.act(f"/cases/{case}/recusal", {"reason": "与当事人有亲属关系"}))
    for step in people.good(await town.head.ask(f"/cases/{case}"))["next_steps"]:
        template = step["path"].replace(case, "{case_id}")
        operation = described["paths"][template][step["method"].lower()]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        assert content.get("schema", {}).get("$ref", "null").rpartition("/")[2] == (step["schema"] or "null")
