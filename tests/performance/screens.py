"""Figures of the screens on a running stack: `python -m tests.performance.screens`.

The first list on a slow line (400 kbit/s, 100 ms) with the processor slowed four times, and how long after a command a
figure of the county moves on a supervisor's open page.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

import httpx
from playwright.sync_api import Browser, Page
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
from tests.journeys.people import LOGINS, SUPERVISOR, TOWN, People

from season.accounts import password_of_the_sample
from stack import services
from stack.settings import Settings

BYTES_PER_SECOND = 400_000 // 8
LATENCY = 100
"""Milliseconds to the gateway and back."""
SLOWER = 4
ROUNDS = 3
MOST_FOR_A_LIST = 4.0
MOST_FOR_A_TILE = 1.0
READ_MOVED = """before => {
  const cards = [...document.querySelectorAll('.figures li')]
  const figure = cards.find(card => card.querySelector('.muted').innerText === '线索').querySelector('strong').innerText
  return Number(figure) > before
}"""


@contextmanager
def slow(page: Page) -> Iterator[None]:
    """Have the page go over a slow line on a slow telephone."""
    line = {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES_PER_SECOND}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": BYTES_PER_SECOND})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield
    session.detach()


def first_list(browser: Browser, settings: Settings, people: People) -> float:
    """Seconds from the address to the list of tasks, for somebody whose telephone has nothing of the screens yet."""
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(LOGINS["officer"], people.password)
        state = shown.context.storage_state()
        with fresh(browser, settings, state) as page, slow(page):
            began = time.perf_counter()
            page.goto("/")
            page.locator("section li a.card, section li button.card").first.wait_for(timeout=60_000)
            return time.perf_counter() - began


@contextmanager
def fresh(browser: Browser, settings: Settings, state: object) -> Iterator[Page]:
    """A browser that is signed in, and holds no file of the application."""
    width, height = PHONE
    context = browser.new_context(
        base_url=settings.gateway_address,
        viewport={"width": width, "height": height},
        locale="zh-CN",
        storage_state=state,  # type: ignore[arg-type]  # what another context gave
        service_workers="block",
    )
    yield context.new_page()
    context.close()


def tile(shown: Screen, people: People, turn: int) -> float:
    """Seconds from the answer to a command until the figure of clues moves."""
    shown.go("/county")
    figure = shown.page.get_by_role("listitem").filter(has=shown.page.get_by_text("线索", exact=True)).locator("strong")
    before = int(figure.first.inner_text())
    clue = {"township": TOWN, "place": f"阜东路{turn}号", "description": "堆放杂物", "seen_on": "2026-11-07"}
    people.client.get("/")  # the connection is there before the clock runs
    people[LOGINS["officer"]].act("/api/cases/clues", {**clue, "informant": "匿名"}).raise_for_status()
    began = time.perf_counter()
    shown.page.wait_for_function(READ_MOVED, arg=before, timeout=60_000, polling=20)
    return time.perf_counter() - began


def main() -> int:
    settings = Settings()
    secret = services.shared_environment(settings)["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]
    with httpx.Client(base_url=settings.gateway_address, timeout=60) as gateway, chromium() as browser:
        people = People(gateway, password_of_the_sample(secret))
        lists = [first_list(browser, settings, people) for _ in range(ROUNDS)]
        tell("first list, 400 kbit/s, processor slowed 4 times", lists, MOST_FOR_A_LIST)
        with screen(browser, settings.gateway_address, DESK) as shown:
            shown.sign_in(SUPERVISOR, people.password)
            tiles = [tile(shown, people, turn) for turn in range(ROUNDS)]
        tell("a figure of the county after a command", tiles, MOST_FOR_A_TILE)
    return 0


def tell(what: str, seconds: list[float], most: float) -> None:
    each = ", ".join(f"{one:.2f}" for one in seconds)
    print(f"screens | {what}: {median(seconds):.2f} s (of {each}), goal at most {most:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
