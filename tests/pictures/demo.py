"""The scene that convinces, on a running stack: `python -m tests.pictures.demo`.

With a display it plays in the machine's own browser, a person's pace between the acts; without one, or without such a
browser, it plays unseen and saves a picture of each act in .local/demo.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, expect, sync_playwright
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
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
from tests.journeys.people import LOGINS, PATIENCE, SUPERVISOR, TOWN, People

from season.accounts import password_of_the_sample
from stack import services
from stack.folders import LOCAL
from stack.process import until
from stack.settings import Settings

FOLDER = LOCAL / "demo"
LISTS = ("safety", "food", "fire")
"""Of three departments: one visit looks at the items of all."""
PAUSE = 4_000
"""Milliseconds to look at an act, where somebody does."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")


class Stage:
    """Tells each act, and shows it or saves a picture of it."""

    def __init__(self, browser: Browser, settings: Settings, people: People, *, watched: bool) -> None:
        self.browser, self.address, self.people, self.watched = browser, settings.gateway_address, people, watched
        self.acts = 0

    @contextmanager
    def act(self, words: str, size: tuple[int, int]) -> Iterator[Screen]:
        self.acts += 1
        number = self.acts
        print(f"demo | {number}. {words}", flush=True)
        with screen(self.browser, self.address, size) as shown:
            yield shown
            if self.watched:
                shown.page.wait_for_timeout(PAUSE)
            else:
                shown.page.screenshot(path=FOLDER / f"{number}.png")


def play(stage: Stage) -> None:
    people = stage.people
    visit = ordered(people, LISTS)
    with stage.act("三个领域的事项合并为一次检查，行政机关负责人批准", DESK) as shown:
        heads_noon(shown, people, visit)
    give_a_picture(people)
    with stage.act("执法人员亮证", PHONE) as shown:
        shown.page.add_init_script(SEES_CODES)
        shown.sign_in(OFFICER, people.password)
        shown.go("/card")
        expect(shown.page.get_by_alt_text("亮证二维码，请对方扫码查验")).to_be_visible(timeout=SLOW)
        code = shown.page.evaluate("sessionStorage.getItem('code')")
    with stage.act("店主扫码：来人是谁，证件此刻是否有效", PHONE) as shown:
        shown.page.goto(f"/public.html#{code}")
        expect(shown.page.get_by_text("证件有效")).to_be_visible(timeout=SLOW)
    with tempfile.TemporaryDirectory() as folder, stage.act("现场检查，当场改正，前后两张照片", PHONE) as shown:
        officers_morning(shown, people, visit, photographs(Path(folder)))
    with stage.act("一名执法人员单独移送，被拒：《行政处罚法》第四十二条", PHONE) as shown:
        alone(shown, people, visit)
    with stage.act("另一名执法人员在自己的手机上确认", PHONE) as shown:
        colleagues_phone(shown, people, visit)
    with stage.act("全县一张网：移送后数字自己变动", DESK) as shown:
        shown.sign_in(SUPERVISOR, people.password)
        shown.go("/county")
        figure = shown.page.get_by_role("listitem").filter(has_text="完成检查").locator("strong").first
        before = int(figure.inner_text())
        with stage.act("移送立案，结束检查", PHONE) as phone:
            officers_evening(phone, people, visit)
            concluded = f"/api/inspections/visits/{visit}"
            assert until(lambda: people[OFFICER].seen(concluded)["visit"]["concluded"] is not None, PATIENCE)
            began = time.perf_counter()
            expect(figure).to_have_text(str(before + 1), timeout=SLOW)
            print(f"demo | 结束检查后 {time.perf_counter() - began:.1f} 秒，监督机构屏幕上的数字自己变动", flush=True)
    with stage.act("任何人用自己的手机重算抽签", PHONE) as shown:
        draw_again(shown, people)


def alone(shown: Screen, people: People, visit: str) -> None:
    """Try to refer what no colleague confirmed; the screen tells why not, and by which article."""
    shown.sign_in(OFFICER, people.password)
    shown.go(f"/visits/{visit}")
    shown.page.locator("article").nth(0).get_by_role("button", name="移送立案").click(timeout=SLOW)
    sheet = shown.page.get_by_role("dialog", name="移送立案")
    sheet.get_by_label("地点").fill("厂区东侧")
    sheet.get_by_role("button", name="移送立案", exact=True).click(timeout=SLOW)
    press(shown.page, "依据 《行政处罚法》第四十二条")


def draw_again(shown: Screen, people: People) -> None:
    office = people[LOGINS["draw-office"]]
    held = next(one for one in office.every("/api/inspections/draws") if one["held_on"])
    shown.page.goto(f"/public.html#draw={held['id']}")
    press(shown.page, "复核这次抽取")
    expect(shown.page.locator(".notice.good .told")).to_be_visible(timeout=SLOW)


@contextmanager
def opened() -> Iterator[tuple[Browser, bool]]:
    """A browser, and whether somebody sees it."""
    own = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if own and os.environ.get("DISPLAY"):
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=own, headless=False, slow_mo=250)
            yield browser, True
            browser.close()
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"demo | no display, or no browser on it: pictures of the acts go to {FOLDER}")
    with chromium() as unseen:
        yield unseen, False


def main() -> int:
    settings = Settings()
    secret = services.shared_environment(settings)["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]
    with httpx.Client(base_url=settings.gateway_address, timeout=60) as gateway:
        try:
            gateway.get("/")
        except httpx.TransportError:
            print(f"demo | nothing answers at {settings.gateway_address}: start `make run` beside this first")
            return 1
        people = People(gateway, password_of_the_sample(secret))
        with opened() as (browser, watched):
            play(Stage(browser, settings, people, watched=watched))
    print(f"demo | played in {TOWN}; the screens stay at {settings.gateway_address}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
