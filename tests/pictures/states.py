"""States of screens that no address shows: a certificate that was scanned, no network, a refusal, no right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from playwright.sync_api import Browser, expect
from tests.journeys.browser import PHONE, Screen, screen
from tests.journeys.days import SEES_CODES, SLOW
from tests.journeys.people import LOGINS, People

type Reach = Callable[[Browser, str, Screen, People], None]


def a_scanned_certificate(browser: Browser, address: str, shown: Screen, people: People) -> None:
    with screen(browser, address, PHONE) as officer:
        officer.page.add_init_script(SEES_CODES)
        officer.sign_in(LOGINS["officer"], people.password)
        officer.go("/card")
        expect(officer.page.get_by_alt_text("亮证二维码，请对方扫码查验")).to_be_visible(timeout=SLOW)
        code = officer.page.evaluate("sessionStorage.getItem('code')")
    shown.page.goto(f"/public.html#{code}")
    expect(shown.page.get_by_text("证件有效")).to_be_visible(timeout=SLOW)


def a_draw_to_be_proved(browser: Browser, address: str, shown: Screen, people: People) -> None:
    draws = people[LOGINS["draw-office"]].every("/api/inspections/draws")
    held = next(draw for draw in draws if draw["held_on"])
    shown.page.goto(f"/public.html#draw={held['id']}")
    shown.page.get_by_role("button", name="复核这次抽取").click()
    expect(shown.page.locator(".notice .told")).to_be_visible(timeout=SLOW)


def without_network(browser: Browser, address: str, shown: Screen, people: People) -> None:
    """What was given waits: a clue."""
    give_a_clue(shown, people, days=0)
    expect(shown.page.get_by_text("1 项待上报")).to_be_visible(timeout=SLOW)


def what_was_refused(browser: Browser, address: str, shown: Screen, people: People) -> None:
    """A clue of a day to come, which the platform refuses once there is a network."""
    give_a_clue(shown, people, days=2)
    shown.context.set_offline(False)
    shown.go("/queue")
    expect(shown.page.get_by_role("button", name="放弃")).to_be_visible(timeout=SLOW)


def give_a_clue(shown: Screen, people: People, days: int) -> None:
    shown.sign_in(LOGINS["captain"], people.password)
    shown.go("/new/clue")
    shown.page.get_by_label("发现日期").fill((people.today() + timedelta(days=days)).isoformat())
    shown.page.get_by_label("地点").fill("阜东路八号门前")
    shown.page.get_by_label("情况描述").fill("堆放杂物")
    shown.page.get_by_label("举报人").fill("匿名")
    shown.context.set_offline(True)
    shown.page.get_by_role("button", name="登记线索").click()


def without_a_right(browser: Browser, address: str, shown: Screen, people: People) -> None:
    shown.sign_in(LOGINS["officer"], people.password)
    shown.go("/alerts")


STATES: Final[dict[str, Reach]] = {
    "public-certificate": a_scanned_certificate,
    "public-draw": a_draw_to_be_proved,
    "captain-offline": without_network,
    "captain-refused": what_was_refused,
    "officer-no-right": without_a_right,
}
