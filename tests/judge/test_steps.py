"""The steps that a phone tells without a network are those of the page, with the ways to them."""

import json
from random import Random
from typing import Any

import pytest
from tests.attack.walk.doors import below_http
from tests.attack.walk.people import PEOPLE
from tests.attack.walk.walking import drawn, walked
from tests.judge.courts import CASES, COURTS, VISITS, Court

PAGES = {CASES: "/cases", VISITS: "/visits"}
ASKING = ("first", "second", "captain", "head")


@pytest.mark.parametrize("court", COURTS, ids=lambda court: court.service)
async def test_a_phone_tells_the_steps_of_the_page(court: Court) -> None:
    world, judge = await court.world(), court.judge()
    names = set[str]()
    for seed in range(6):
        await walked(world, drawn(Random(seed), 25), below_http)
        for id in world.kept(court.kind):
            for person in ASKING:
                caller = world.caller(PEOPLE[person])
                told, seen = [await caller.ask(f"{PAGES[court]}/{id}{below}") for below in ("/facts", "")]
                assert told.status_code == seen.status_code
                if not told.is_success:  # who was recused, or is the party, reads neither
                    continue
                facts, page = told.json()["facts"], seen.json()["next_steps"]
                asked = json.dumps({"now": world.clock().isoformat()})
                found: list[dict[str, Any]] = json.loads(judge.steps(json.dumps(facts), asked))
                assert found == page
                names |= {step["name"] for step in found if not step["missing"]}
    assert len(names) > 8
