"""An officer without a network: her phone tells what is unlawful before it waits, and is proved right afterwards."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.attack.walk.people import PEOPLE
from tests.attack.walk.world import World
from tests.journeys.browser import PHONE, Screen, chromium, screen
from tests.journeys.hand import photo
from tests.judge.courts import CASES
from tests.judge.front import ME, OFFICER, Running, running

pytestmark = pytest.mark.long
SLOW = 300_000
"""Milliseconds after which what should come is taken for lost: how long it takes is the machine's affair."""
ALONE = "不得少于两人"
SIGNED_IN = f"localStorage.setItem('zhifatong.me', {json.dumps(json.dumps(ME))})"


@pytest.fixture
def town() -> Iterator[Running]:
    with running(CASES) as started:
        yield started


async def filed(world: World) -> str:
    filing = {
        "officers": [OFFICER.certificate, PEOPLE["second"].certificate],
        "power": "EN-03",
        "township": OFFICER.agency,
        "act_on": "2026-09-01",
        "place": "河滩",
    }
    return str((await world.caller(OFFICER).act("/cases", filing)).raise_for_status().json()["id"])


def history(town: Running, path: str) -> list[dict[str, Any]]:
    async def read(world: World) -> list[dict[str, Any]]:
        answer = await world.caller(OFFICER).ask(f"{path}/history")
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    return town.do(read)


def test_the_phone_refuses_an_officer_alone_and_is_confirmed_in_what_it_allows(town: Running) -> None:
    case = town.do(filed)
    with chromium() as browser, screen(browser, town.address, PHONE) as shown:
        shown.context.clock.install(time=town.front.world.clock())
        shown.context.add_init_script(SIGNED_IN)
        page = shown.page
        with_a_judge(shown, f"/cases/{case}", page.get_by_role("button", name="调查取证"))
        town.front.world.clock.advance(minutes=30)
        shown.context.set_offline(True)
        form = evidence(page)
        refused_alone(form)
        form.get_by_label(PEOPLE["second"].certificate or "").check(force=True)
        form.get_by_role("button", name="调查取证").click()
        expect(page.get_by_text("手机预判可以办理，暂记").first).to_be_visible(timeout=SLOW)
        page.get_by_role("link", name="查看").first.click()
        expect(page.get_by_role("article")).to_contain_text("手机预判可以办理，暂记")
        shown.context.set_offline(False)
        expect(page.get_by_text("全部已上报")).to_be_visible(timeout=SLOW)
        shown.go(f"/cases/{case}")
        page.get_by_role("tab", name="历程").click()
        expect(page.get_by_text("手机预判一致")).to_be_visible(timeout=SLOW)
    assert [one["judged_before"] for one in history(town, f"/cases/{case}")] == ["", "手机预判一致"]
    assert len(town.front.judged) == 1


def with_a_judge(shown: Screen, path: str, sign: Locator) -> None:
    """Look at a record while there is a network, until the judge stands and knows what it rests on."""
    page = shown.page
    with page.expect_response("**/facts", timeout=SLOW):
        shown.go(path)
    page.get_by_role("link", name="我的").click()
    expect(page.get_by_text("已启用")).to_be_visible(timeout=SLOW)
    page.go_back()
    expect(sign).to_be_visible()


def evidence(page: Page) -> Locator:
    """Fill the form of a piece of evidence, with two officers as it is proposed."""
    page.get_by_role("button", name="调查取证").click()
    form = page.get_by_role("dialog")
    form.get_by_role("radio", name="现场笔录").check(force=True)
    form.get_by_label("附件").set_input_files({"name": "site.png", "mimeType": "image/png", "buffer": photo(7)})
    expect(form.get_by_text("指纹")).to_be_visible()
    form.get_by_label("取得时间").fill("2026-09-01T09:30")
    form.get_by_label("情况描述").fill("河滩堆放")
    return form


def refused_alone(form: Locator) -> None:
    form.get_by_label(PEOPLE["second"].certificate or "").uncheck(force=True)
    form.get_by_role("button", name="调查取证").click()
    told = form.get_by_role("alert")
    expect(told).to_contain_text("手机预判：依法不能办理", timeout=SLOW)
    expect(told).to_contain_text("第四十二条")
    expect(form.get_by_role("button", name="仍然暂记")).to_be_visible()
