"""Days of people in a real browser: an officer's morning, a head's noon, a supervisor's afternoon, and who looks on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from tests.journeys.browser import DESK, PHONE, chromium, screen
from tests.journeys.days import (
    OFFICER,
    SEES_CODES,
    SLOW,
    colleagues_phone,
    give_a_picture,
    heads_noon,
    officers_evening,
    officers_morning,
    ordered,
    photographs,
    press,
)
from tests.journeys.people import LOGINS, SUPERVISOR, TOWN, People

from stack.settings import Settings


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def visit(people: People) -> str:
    """A visit of two officers of the town, which waits for its head."""
    return ordered(people)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return photographs(tmp_path_factory.mktemp("pictures"))


def test_a_visit_goes_from_the_heads_noon_to_the_colleagues_phone(
    browser: Browser, settings: Settings, people: People, visit: str, pictures: tuple[Path, Path]
) -> None:
    with screen(browser, settings.gateway_address, DESK) as desk:
        heads_noon(desk, people, visit)
        assert desk.faults == []
    with screen(browser, settings.gateway_address, PHONE) as phone:
        officers_morning(phone, people, visit, pictures)
        assert phone.barriers() == []
        assert phone.faults == []
    for act in (colleagues_phone, officers_evening, colleagues_phone):
        with screen(browser, settings.gateway_address, PHONE) as phone:
            act(phone, people, visit)
            assert phone.faults == []
    after = people[OFFICER].seen(f"/api/inspections/visits/{visit}")
    assert (after["unconfirmed"], after["visit"]["concluded"]["problems"]) == ([], 2)
    assert [one["item"] for one in after["visit"]["referred"]] == ["safety-01"]


def test_an_owner_scans_the_code_and_sees_the_picture(browser: Browser, settings: Settings, people: People) -> None:
    give_a_picture(people)
    with screen(browser, settings.gateway_address, PHONE) as phone:
        phone.page.add_init_script(SEES_CODES)
        phone.sign_in(OFFICER, people.password)
        phone.go("/card")
        expect(phone.page.get_by_alt_text(re.compile("证件照"))).to_be_visible(timeout=SLOW)
        expect(phone.page.get_by_alt_text("亮证二维码，请对方扫码查验")).to_be_visible(timeout=SLOW)
        code = phone.page.evaluate("sessionStorage.getItem('code')")
        assert phone.faults == []
    with screen(browser, settings.gateway_address, PHONE) as owner:
        owner.page.goto(f"/public.html#{code}")
        expect(owner.page.get_by_text("证件有效")).to_be_visible(timeout=SLOW)
        expect(owner.page.get_by_alt_text(re.compile("证件照，请与本人核对"))).to_be_visible(timeout=SLOW)
        assert owner.barriers() == []
        assert owner.faults == []


def in_a_file(record: bytes) -> FilePayload:
    return {"name": "record.json", "mimeType": "application/json", "buffer": record}


def test_a_draw_is_proved_before_witnesses(browser: Browser, settings: Settings, people: People) -> None:
    held = [one for one in people[LOGINS["draw-office"]].every("/api/inspections/draws") if one["held_on"]]
    with screen(browser, settings.gateway_address, DESK) as desk:
        desk.sign_in(LOGINS["draw-office"], people.password)
        desk.go(f"/draws/{held[0]['id']}")
        desk.page.get_by_role("tab", name="复核").click()
        press(desk.page, "复核抽取结果")
        expect(desk.page.locator(".notice.good .told")).to_be_visible(timeout=SLOW)
        with desk.page.expect_download() as saved:
            press(desk.page, "下载抽取记录")
        record = saved.value.path().read_bytes()
        link = f"/public.html#draw={held[0]['id']}"
        expect(desk.page.get_by_role("link", name="公众查验")).to_have_attribute("href", link)
        assert desk.faults == []
    with screen(browser, settings.gateway_address, PHONE) as witness:
        witness.page.goto("/public.html")
        file = witness.page.get_by_label("抽取记录文件")
        file.set_input_files(in_a_file(record))
        expect(witness.page.locator(".notice.good .told")).to_be_visible(timeout=SLOW)
        file.set_input_files(in_a_file(record.replace(b"130624206", b"130624205", 1)))
        expect(witness.page.locator(".notice.late")).to_be_visible(timeout=SLOW)
        witness.page.goto(link)
        press(witness.page, "复核这次抽取")
        expect(witness.page.locator(".notice.good .told")).to_be_visible(timeout=SLOW)
        assert witness.faults == []


def test_the_supervisors_tile_moves_without_a_reload(browser: Browser, settings: Settings, people: People) -> None:
    """The figure of clues grows by itself; how soon is measured by tests/performance/screens.py."""
    with screen(browser, settings.gateway_address, DESK) as desk:
        desk.sign_in(SUPERVISOR, people.password)
        desk.go("/county")
        figure = (
            desk.page.get_by_role("listitem")
            .filter(has=desk.page.get_by_text("线索", exact=True))
            .locator("strong")
            .first
        )
        before = int(figure.inner_text(timeout=SLOW))
        clue = {"township": TOWN, "place": "阜东路九号", "description": "堆放杂物", "seen_on": "2026-11-07"}
        people[OFFICER].act("/api/cases/clues", {**clue, "informant": "匿名"}).raise_for_status()
        expect(figure).to_have_text(str(before + 1), timeout=SLOW)
        assert desk.faults == []
