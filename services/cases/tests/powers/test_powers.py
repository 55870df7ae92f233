"""The catalogue, and what the justice bureau confirms and recalls."""

from typing import Any

from pydantic import SecretStr

from cases.__main__ import BLUEPRINT
from chassis.process import Settings
from chassis.testing import Bench, in_memory
from contracts.values import Role

TOWN = "130624100"
ROW = {
    "townships": [TOWN],
    "published_on": "2025-12-20",
    "valid_from": "2026-01-01",
    "source": "阜平县清单",
    "document": "阜政发〔2025〕3号",
}


async def codes(caller: Any, **query: Any) -> list[str]:
    return [item["code"] for item in (await caller.ask("/powers", **query)).json()["items"]]


async def test_a_power_is_found_by_word_field_and_day_with_its_articles(town: Any, people: Any) -> None:
    found = people.good(await town.first.ask("/powers", word="焚烧沥青"))
    assert [item["code"] for item in found["items"]] == ["EN-03"]
    item = found["items"][0]
    assert item["penalty"] == [{"text": "生态环境法典第1131条第3款", "verified": True}]
    assert TOWN in item["held_by"]
    assert item["labels"]["environment"] == "生态环境"
    old = people.good(await town.first.ask("/powers", word="焚烧沥青", on="2026-08-14"))["items"][0]
    assert old["penalty"][0]["text"].startswith("大气污染防治法")
    assert "SF-01" in await codes(town.first, field="safety")


async def test_fines_are_shown_in_yuan_too(town: Any, people: Any) -> None:
    def shown(code: str) -> list[tuple[str | None, str | None]]:
        (version, *_) = seen[code]["versions"]
        return [(fine["least"], fine["most"]) for fine in version["in_yuan"]]

    seen = {code: people.good(await town.first.ask(f"/powers/{code}")) for code in ("FI-01", "NR-01", "NR-02", "NR-08")}
    assert shown("FI-01") == [("5000 元", "50000 元"), ("0 元", "500 元")]
    assert shown("NR-08") == [("200 元", "3000 元"), ("10000 元", "50000 元")]
    assert shown("NR-01") == [("100 元/平方米", "1000 元/平方米")]
    assert shown("NR-02") == [(None, None)], "a multiple"


async def test_x41_a_sample_list_gives_no_power_but_on_a_sample_platform(town: Any, people: Any) -> None:
    """A list by word of mouth is none, whatever it is marked as (APL 24(1))."""
    days = {"published_on": "1990-01-01", "valid_from": "1990-01-01"}
    oral = ROW | days | {"document": None, "source": "口头", "sample": True}
    for given in (oral, oral | {"document": "阜政发〔1990〕3号"}):
        refused = await town.supervisor.act("/powers/EN-04/confirmation", given)
        assert (refused.status_code, refused.json()["code"]) == (409, "cases/sample-list")
    assert (await town.first.act("/cases", town.filing(power="EN-04"))).json()["code"] == "cases/power-not-held"
    bench = Bench(BLUEPRINT, in_memory(town.clock, Settings(act_key=SecretStr("a key of the tests"), sample=True)))
    supervisor = bench.caller("officer-justice", "130624-justice", Role.SUPERVISOR)
    assert people.good(await supervisor.act("/powers/EN-04/confirmation", oral))["confirmed"][0]["sample"] is True


async def test_the_bureau_confirms_and_recalls(town: Any, people: Any) -> None:
    refused = await town.first.act("/cases", town.filing(power="EN-04"))
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/power-not-held")
    assert "EN-04" not in await codes(town.first, township=TOWN)

    unseen = {"If-Match": (await town.supervisor.ask("/powers/EN-04")).headers["etag"]}
    confirmed = people.good(await town.supervisor.act("/powers/EN-04/confirmation", ROW, headers=unseen))
    assert confirmed["confirmed"][0]["document"] == "阜政发〔2025〕3号"
    assert "EN-04" in await codes(town.first, township=TOWN)
    await town.file(power="EN-04")
    elsewhere = await town.stranger.act(
        "/cases", town.filing(power="EN-04", township="130624101", officers=["HB-2001", "HB-1001"])
    )
    assert elsewhere.status_code == 409

    recall = {"effective_from": "2026-09-01", "source": "县政府通知"}
    people.good(await town.supervisor.act("/powers/EN-04/recall", recall))
    again = await town.first.act("/cases", town.filing(power="EN-04"))
    assert again.json()["code"] == "cases/power-not-held"
    shown = people.good(await town.first.ask("/powers/EN-04"))
    assert (len(shown["confirmed"]), len(shown["recalled"])) == (1, 1)
    assert {item["power"]["valid_from"]: item["held_by"] for item in shown["versions"]} == {
        "2026-08-15": [],
        "2018-10-26": [TOWN],
    }


async def test_only_the_bureau_confirms_and_only_what_is_in_the_catalogue(town: Any) -> None:
    assert (await town.first.act("/powers/EN-04/confirmation", ROW)).status_code == 403
    unknown = await town.supervisor.act("/powers/XX-99/confirmation", ROW)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "cases/no-such-power")
    stray = await town.supervisor.act("/powers/EN-04/confirmation", ROW | {"townships": ["130624400"]})
    assert stray.status_code == 422


async def test_a_list_publishes_no_number_of_a_person(town: Any) -> None:
    for step, body in {
        "confirmation": ROW | {"source": "清单，联系人 13800138000"},
        "recall": {"effective_from": "2026-09-01", "source": "130624-19900101-0012 来电"},
    }.items():
        refused = await town.supervisor.act(f"/powers/EN-04/{step}", body)
        assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, ["source"])
