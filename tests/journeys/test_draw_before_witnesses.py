"""A draw on the screens: sealed, its seed told by a witness on a phone, held, and recomputed by the browser."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
from tests.journeys.days import SLOW, confirm, press
from tests.journeys.people import LOGINS, SUPERVISOR, People

from chassis.clock import SampleClock
from contracts.values import CHINA
from stack.settings import Settings

OFFICE = LOGINS["draw-office"]
NUMBERS = "40817 55290 13376 90142"
WANTED = 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_a_draw_is_sealed_witnessed_held_and_recomputed_on_the_screens(
    browser: Browser, settings: Settings, people: People
) -> None:
    address, legal = settings.gateway_address, SampleClock(settings.folder / "clock")
    with screen(browser, address, DESK) as desk, screen(browser, address, PHONE) as phone:
        desk.sign_in(OFFICE, people.password)
        phone.sign_in(SUPERVISOR, people.password)
        issue = seal(desk, people)
        draw = newest(people)
        hold(desk, draw, f"{issue} {NUMBERS}", refused="此前不得抽取")
        legal.set(datetime.combine(people.today() + timedelta(days=1), time(9, 30), CHINA))
        hold(desk, draw, f"{issue} {NUMBERS}", refused="还没有经见证人")
        phone.go(f"/draws/{draw}")
        press(phone.page, "见证随机数")
        phone.page.get_by_role("dialog").get_by_label("随机数", exact=True).fill(f"{issue} {NUMBERS}")
        confirm(phone.page, "见证随机数")
        assert phone.barriers() == []
        hold(desk, draw, f"{issue} {NUMBERS}")
        desk.page.get_by_role("tab", name="复核").click()
        press(desk.page, "复核抽取结果")
        expect(desk.page.locator(".notice.good .told")).to_contain_text(f"抽中 {WANTED} 户", timeout=SLOW)
        assert desk.barriers() == []
        phone.go(f"/public.html#draw={draw}")
        press(phone.page, "复核这次抽取")
        expect(phone.page.locator(".notice.good .told")).to_contain_text(f"抽中 {WANTED} 户", timeout=SLOW)
        assert phone.barriers() == []
    assert len(people[OFFICE].seen(f"/api/inspections/draws/{draw}")["drawn"]) == WANTED


def seal(desk: Screen, people: People) -> str:
    """Seal with a seed that two witnesses see tomorrow; return its issue."""
    page = desk.page
    desk.go("/new/draw")
    page.get_by_label("抽取数", exact=True).first.fill(str(WANTED))
    page.get_by_role("checkbox", name="消防安全检查事项清单").check()
    tomorrow = people.today() + timedelta(days=1)
    page.get_by_label("检查期限").fill((tomorrow + timedelta(days=20)).isoformat())
    page.get_by_role("radio", name="两名见证人在场的现场摇号").check()
    issue = f"{tomorrow:%Y%m%d}-1"
    page.get_by_label("期号").fill(issue)
    page.get_by_label("公布日期").fill(tomorrow.isoformat())
    witnesses = page.get_by_role("group", name="见证人")
    for number in range(2):
        witnesses.get_by_role("button", name="添加一项").click()
        witnesses.get_by_label("姓名").nth(number).fill(f"见证人{'甲乙'[number]}（样例）")
        witnesses.get_by_label("身份").nth(number).fill(("县司法局工作人员", "公证处公证员")[number])
    account(witnesses, people)
    page.get_by_label("理由").last.fill("消防专项检查")
    assert desk.barriers() == []
    press(page, "封存名单")
    expect(page.get_by_role("heading", name="抽签台")).to_be_visible(timeout=SLOW)
    return issue


def account(witnesses: Locator, people: People) -> None:
    """Choose the supervisor's account for the first witness."""
    name = people[SUPERVISOR].seen("/api/identity/me")["name"]
    choice = witnesses.get_by_label("平台账户").first
    choice.select_option(value=choice.locator("option", has_text=name).first.get_attribute("value"))


def newest(people: People) -> str:
    draws = people[OFFICE].every("/api/inspections/draws", open="true")
    return str(max(draws, key=lambda draw: draw["sealed_on"])["id"])


def hold(desk: Screen, draw: str, seed: str, refused: str = "") -> None:
    """Draw by the seed; where it is refused, the screen tells why, in the form or beside the step."""
    page = desk.page
    desk.go(f"/draws/{draw}")
    if refused:
        page.locator("summary").click()
        expect(page.get_by_label("下一步")).to_contain_text(refused, timeout=SLOW)
        return
    press(page, "双随机抽取")
    page.get_by_role("dialog").get_by_label("随机数", exact=True).fill(seed)
    confirm(page, "双随机抽取")
    expect(page.get_by_text("抽取", exact=False).first).to_be_visible(timeout=SLOW)
