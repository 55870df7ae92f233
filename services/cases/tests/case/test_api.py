"""The API of cases: keys, versions, dry runs, other bodies, bad input."""

import uuid
from typing import Any

from chassis.testing import Bench
from contracts.values import Role

TOWN, ELSEWHERE = "130624100", "130624101"


PENALTY = {"fine": 1_000_00, "reasons": "事实清楚"}


async def attempts(town: Any) -> list[tuple[str, str]]:
    """Return the recorded attempts, by command and rule."""
    found = await town.bench.parts.documents.find("refusal", {})
    return [(event["state"]["refused"]["command"], event["state"]["refused"]["rule"]) for event in found]


async def test_a_repeated_key_files_one_case(town: Any) -> None:
    key = str(uuid.uuid4())
    first = await town.first.act("/cases", town.filing(), key=key)
    again = await town.first.act("/cases", town.filing(), key=key)
    other = await town.first.act("/cases", town.filing(place="西街"), key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["id"] == f"case-{key}"
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_a_dry_run_judges_and_changes_nothing(town: Any, people: Any) -> None:
    case = await town.ready()
    before = people.good(await town.first.ask(f"/cases/{case}"))
    judged = await town.head.act(f"/cases/{case}/penalty?dry_run=true", {"fine": 1_000_00, "reasons": "事实清楚"})
    assert people.good(judged)["stage"] == "decided"
    assert people.good(judged)["in_yuan"] == {"told_fine": "1000 元", "fine": "1000 元", "fine_open": "1000 元"}
    assert people.good(await town.first.ask(f"/cases/{case}")) == before
    refused = await town.head.act(f"/cases/{case}/penalty?dry_run=true", {"fine": 9_000_00, "reasons": "事实清楚"})
    assert refused.json()["code"] == "cases/fine-above-maximum"
    assert await attempts(town) == []
    assert await town.bench.parts.documents.find("claim", {}) == []


async def test_a_stale_version_is_refused(town: Any, people: Any) -> None:
    case = await town.file()
    seen = await town.first.ask(f"/cases/{case}")
    assert seen.headers["etag"] == '"1"'
    await town.identify(case)
    stale = await town.first.act(f"/cases/{case}/party", people.citizen(), headers={"If-Match": seen.headers["etag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    fresh = await town.first.act(f"/cases/{case}/party", people.citizen(), headers={"If-Match": '"2"'})
    assert fresh.status_code == 200


async def test_another_bodys_case_is_neither_seen_nor_touched(town: Any, people: Any) -> None:
    case = await town.file()
    seen = [await town.stranger.ask(f"/cases/{case}"), await town.stranger.ask(f"/cases/{case}/history")]
    assert [(answer.status_code, answer.json()["code"]) for answer in seen] == [(404, "not-found")] * 2
    touched = await town.stranger.act(f"/cases/{case}/party", people.citizen())
    assert (touched.status_code, touched.json()["code"]) == (404, "not-found")
    head = town.bench.caller("officer-head-2", ELSEWHERE, Role.HEAD)
    struck = await head.act(f"/cases/{case}/withdrawal", {"reasons": "不归你管"})
    assert struck.status_code == 404
    assert people.good(await town.first.ask(f"/cases/{case}"))["version"] == 1
    assert ("identify-party", "cases/case-of-other-body") in await attempts(town)


async def test_the_supervisor_sees_every_case_and_changes_none(town: Any, people: Any) -> None:
    case = await town.file()
    assert people.good(await town.supervisor.ask(f"/cases/{case}"))["id"] == case
    assert (await town.supervisor.act(f"/cases/{case}/party", people.citizen())).status_code == 403


async def test_the_wrong_post_is_refused(town: Any) -> None:
    case = await town.ready()
    decided = await town.first.act(f"/cases/{case}/penalty", {"fine": 1_000_00, "reasons": "事实清楚"})
    assert (decided.status_code, decided.json()["code"]) == (403, "not-your-role")


async def test_unknown_fields_are_named(town: Any) -> None:
    answer = await town.first.act("/cases", town.filing(colour="red"))
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["faults"]] == ["colour"]
    own_mark = await town.first.act(f"/cases/{await town.file()}/party", {"act_mark": "a" * 64})
    assert "act_mark" in {fault["field"] for fault in own_mark.json()["faults"]}


async def test_bad_input_is_a_problem_and_nothing_changes(town: Any) -> None:
    headers = {**town.first.headers, "Idempotency-Key": str(uuid.uuid4()), "content-type": "application/json"}
    client = town.bench.client
    answers = [
        (400, await client.post("/cases", content=b"{", headers=headers)),
        (422, await town.first.act("/cases", town.filing(act_on="yesterday"))),
        (422, await town.first.act("/cases", town.filing(township="130624400"))),
        (422, await town.first.act("/cases", town.filing(power="nonsense"))),
        (422, await town.first.act("/cases", town.filing(officers=["HB-1001"] * 9))),
        (404, await town.first.act("/cases/case-nowhere/party", {"subject": "citizen", "party": PARTY})),
        (404, await town.first.ask("/cases/case-nowhere")),
        (404, await town.supervisor.ask("/powers/ZZ-99")),
        (422, await town.first.ask("/cases", sort="colour")),
        (401, await client.get("/cases")),
        (422, await client.post("/cases", json=town.filing(), headers=town.first.headers)),
    ]
    for status, answer in answers:
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
    assert await town.bench.parts.documents.find("case", {}) == []


PARTY = {"name": "王老五", "number": "132423187001010017", "address": "阜平镇东街 12 号"}


async def test_refused_attempts_are_counted_as_facts(town: Any) -> None:
    alone = await town.first.act("/cases", town.filing(officers=["HB-1001"]))
    expired = await town.first.act("/cases", town.filing(officers=["HB-1001", "HB-1009"]))
    assert (alone.status_code, alone.json()["code"], alone.json()["law"]) == (409, "cases/one-officer", "APL 42")
    assert alone.json()["labels"] == {"APL 42": "《行政处罚法》第四十二条"}
    assert expired.json()["code"] == "cases/not-certified"
    assert expired.json()["detail"] == "执法证 HB-1009 在 2026-09-01 无效"
    assert await attempts(town) == [("file-case", "cases/one-officer"), ("file-case", "cases/not-certified")]


async def test_an_attempt_on_the_version_that_was_read_is_counted_too(town: Any) -> None:
    """As phones send it: with the ETag of the case that they show."""
    case = await town.file()
    shown = (await town.first.ask(f"/cases/{case}")).headers["etag"]
    refused = await town.head.act(f"/cases/{case}/penalty", PENALTY, headers={"If-Match": shown})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/filing-unapproved")
    assert await attempts(town) == [("decide-penalty", "cases/filing-unapproved")]


async def test_the_api_describes_itself(town: Any) -> None:
    described = (await town.bench.client.get("/openapi.json")).json()
    assert "/cases/{case_id}/prior-notice" in described["paths"]
    fields = described["components"]["schemas"]["PartyIdentified"]["properties"]
    assert "party" not in fields


async def test_the_history_tells_amounts_in_yuan(town: Any, people: Any) -> None:
    case = await town.ready()
    people.good(await town.decide(case))
    await town.step(case, "service", method="in-person")
    paid = {"paid_on": "2026-09-01", "amount": 100_50, "receipt": "P-1"}
    people.good(await town.first.act(f"/cases/{case}/payment", paid))
    events = people.good(await town.first.ask(f"/cases/{case}/history"))["events"]
    assert {event["type"]: event["in_yuan"] for event in events if event["in_yuan"]} == {
        "cases.prior-notice-served.v1": {"proposed_fine": "1000 元"},
        "cases.penalty-decided.v1": {"fine": "1000 元"},
        "cases.fine-paid.v1": {"amount": "100.50 元"},
    }


async def test_next_steps_name_what_is_missing(town: Any, people: Any) -> None:
    case = await town.file()
    steps = {step["name"]: step for step in people.good(await town.first.ask(f"/cases/{case}"))["next_steps"]}
    assert steps["identify-party"]["missing"] == []
    missing = [(refusal["code"], refusal["law"]) for refusal in steps["decide-penalty"]["missing"]]
    assert missing == [
        ("cases/filing-unapproved", "APL 54(2)"),
        ("cases/no-party", "APL 59(1)(1)"),
        ("cases/no-evidence", "APL 40, 46"),
        ("cases/no-notice", "APL 44, 62"),
        ("cases/order-due", "APL 28(1)"),
    ]
    assert {refusal["category"] for refusal in steps["decide-penalty"]["missing"]} == {"unlawful"}
    assert steps["decide-penalty"]["by"] == "head"
    assert steps["decide-penalty"]["label"] == "作出处罚决定"


async def test_next_steps_name_the_article_under_which_they_are_taken(town: Any, people: Any) -> None:
    page = people.good(await town.first.ask(f"/cases/{await town.file()}"))
    laws = {step["name"]: step["law"] for step in page["next_steps"]}
    assert (laws["order-correction"], laws["demand-performance"], laws["close-case"]) == ("APL 28(1)", "ACL 54", "")
    assert page["labels"]["APL 28(1)"] == "《行政处罚法》第二十八条第一款"
    assert {law for law in laws.values() if law} <= page["labels"].keys()


async def test_next_steps_name_what_the_article_demands_of_a_penalty(town: Any, people: Any) -> None:
    """FI-01 is warned about or fined; other steps demand nothing."""
    row = {
        "townships": ["130624100"],
        "published_on": "2025-12-20",
        "valid_from": "2026-01-01",
        "source": "阜平县清单",
        "document": "阜政发〔2025〕3号",
    }
    people.good(await town.supervisor.act("/powers/FI-01/confirmation", row))
    case = await town.file(power="FI-01")
    seen = await town.identify(case)
    demanded = {step["name"]: [one["code"] for one in step["demanded"]] for step in seen["next_steps"]}
    assert {name: codes for name, codes in demanded.items() if codes} == {
        "serve-prior-notice": ["cases/sanction-or-fine"],
        "decide-penalty": ["cases/sanction-or-fine"],
    }
    assert "APL 4, 76(1)(2)" in seen["labels"]


async def test_work_waits_for_the_one_whose_move_it_is(town: Any) -> None:
    case = await town.file()
    await town.identify(case)
    mine = (await town.second.ask("/work")).json()["items"]
    assert [(item["id"], item["what"], item["label"], item["until"]) for item in mine] == [
        (case, "take-evidence", "调查取证", "2026-11-30")
    ]
    assert (await town.stranger.ask("/work")).json()["items"] == []


async def test_lists_are_filtered_sorted_and_paged(town: Any, people: Any, bench: Bench[Any]) -> None:
    first = await town.file()
    town.clock.advance(days=1)
    second = await town.file(power="EN-01", place="田间")
    town.clock.advance(days=1)
    struck = await town.file(power="EN-01")
    people.good(await town.head.act(f"/cases/{struck}/withdrawal", {"reasons": "重复立案"}))

    async def ids(**query: Any) -> list[str]:
        return [item["id"] for item in people.good(await town.first.ask("/cases", **query))["items"]]

    assert await ids() == [first, second, struck]
    assert await ids(sort="-filed_on") == [struck, second, first]
    assert await ids(power="EN-01", open=True) == [second]
    assert await ids(open=False) == [struck]
    assert await ids(officer="HB-1002", township="130624100") == [first, second, struck]
    assert await ids(officer="HB-2001") == []
    page = people.good(await town.first.ask("/cases", limit=2, open=True, sort="decide_until"))
    assert [item["id"] for item in page["items"]] == [first, second]
    page = people.good(await town.first.ask("/cases", limit=1, open=False, sort="-filed_on"))
    assert (page["items"][0]["stage"], page["next"]) == ("withdrawn", None)
    follow = people.good(await town.first.ask("/cases", limit=1, open=True))
    rest = people.good(await town.first.ask("/cases", limit=1, open=True, cursor=follow["next"]))
    assert [item["id"] for item in rest["items"]] == [second]
    assert people.good(await town.stranger.ask("/cases"))["items"] == []
    assert len(people.good(await town.supervisor.ask("/cases"))["items"]) == 3


async def test_a_warning_or_a_fine_is_told_but_not_both(town: Any, people: Any) -> None:
    """FI-01, individuals: 警告或者罚款."""
    row = {
        "townships": [TOWN],
        "published_on": "2025-12-20",
        "valid_from": "2026-01-01",
        "source": "阜平县清单",
        "document": "阜政发〔2025〕3号",
    }
    people.good(await town.supervisor.act("/powers/FI-01/confirmation", row))
    case = await town.file(power="FI-01")
    await town.approve(case)
    await town.identify(case)
    await town.evidence(case)
    await town.forgo(case)
    told = {"officers": town.officers, "fine": 200_00, "sanctions": ["warning"], "reasons": "占用疏散通道"}
    refused = await town.first.act(f"/cases/{case}/prior-notice", told)
    assert (refused.status_code, refused.json()["code"], refused.json()["law"]) == (
        409,
        "cases/sanction-or-fine",
        "APL 4, 76(1)(2)",
    )
    await town.notify(case, 200_00)
    await town.waive(case)
    both = await town.decide(case, 200_00, sanctions=["warning"])
    assert (both.status_code, both.json()["code"]) == (409, "cases/sanction-or-fine")
    assert people.good(await town.decide(case, 200_00))["stage"] == "decided"
