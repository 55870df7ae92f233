"""The screens in a real browser: no errors, no barriers, and nothing that waits is lost without network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
from tests.journeys.people import LOGINS, People
from tests.journeys.rooms import PUBLIC, ROOMS, addresses

from stack.settings import Settings


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("role", ROOMS)
def test_every_room_opens_without_errors_and_barriers(
    browser: Browser, settings: Settings, people: People, role: str, size: tuple[int, int]
) -> None:
    with screen(browser, settings.gateway_address, size) as shown:
        shown.sign_in(LOGINS[role], people.password)
        assert found_at(shown, dict(addresses(people))[role]) == {}
        assert shown.faults == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_for_everybody_open_without_errors_and_barriers(
    browser: Browser, settings: Settings, size: tuple[int, int]
) -> None:
    with screen(browser, settings.gateway_address, size) as shown:
        assert found_at(shown, PUBLIC) == {}
        assert shown.faults == []


def found_at(shown: Screen, rooms: tuple[str, ...]) -> dict[str, list[str]]:
    """What stands in the way of somebody, by the room."""
    found = {}
    for room in rooms:
        shown.go(room)
        lost = ["no such room"] if shown.page.get_by_text("没有这一页").count() else []
        if barriers := lost + shown.barriers():
            found[room] = barriers
    return found


def test_a_reload_does_not_sign_out(browser: Browser, settings: Settings, people: People) -> None:
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(LOGINS["officer"], people.password)
        shown.page.reload()
        expect(shown.page.get_by_role("heading", name="今日任务")).to_be_visible()
        shown.go("/me")
        expect(shown.page.get_by_text("本机")).to_be_visible()


def test_what_is_given_without_network_waits_and_is_sent_once(
    browser: Browser, settings: Settings, people: People
) -> None:
    place = "阜东路八号门前"
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(LOGINS["captain"], people.password)
        shown.go("/new/clue")
        shown.page.get_by_label("发现日期").fill("2026-11-07")
        shown.page.get_by_label("地点").fill(place)
        shown.page.get_by_label("情况描述").fill("堆放杂物")
        shown.page.get_by_label("举报人").fill("匿名")
        shown.context.set_offline(True)
        shown.page.get_by_role("button", name="登记线索").click()
        expect(shown.page.get_by_text("1 项待上报")).to_be_visible()
        shown.context.set_offline(False)
        expect(shown.page.get_by_text("项待上报")).to_have_count(0)
        assert shown.faults == []
    clues = people[LOGINS["captain"]].every("/api/cases/clues", open="true")
    assert [clue["place"] for clue in clues].count(place) == 1
