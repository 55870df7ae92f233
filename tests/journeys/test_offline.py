"""A day without network, in a real browser: all that was done arrives, once and in order, or a person is asked."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect, sync_playwright
from tests.journeys.browser import Screen, phone
from tests.journeys.days import ordered
from tests.journeys.hand import LOOKING_AT_AN_ITEM, TAKING_A_PHOTO, Hand, hand_in_anyway, photo
from tests.journeys.people import LOGINS, PAIR, PATIENCE, SUPERVISOR, TOWN, Json, People

from chassis.clock import SampleClock
from stack.process import until
from stack.settings import Settings

LISTS = ("safety", "environment", "food", "fire")
"""38 items together."""
ITEMS, PHOTOS = 38, 10
TARGET = 15 * 60
PAUSES = ITEMS * LOOKING_AT_AN_ITEM + PHOTOS * TAKING_A_PHOTO
BEHIND = PAUSES + timedelta(minutes=1)
BIG = (1600, 1200)
"""A photograph that goes in parts."""
SPOILT = ("疏散通道保持畅通", "安全警示标志", "露天焚烧秸秆", "露天烧烤", "高音喇叭")
"""Of items that may be put right at once."""
NOTES = ("通道堆放纸箱", "配电箱无警示标志", "院内焚烧落叶", "门前炭火烧烤", "喇叭循环播放")


DRAFTS = """name => new Promise(resolve => {
  indexedDB.open('zhifatong').onsuccess = ({ target }) => {
    target.result.transaction('drafts').objectStore('drafts').getAll().onsuccess = (found) => {
      resolve(found.target.result.some(one => one.fields[name]))
      target.result.close()
    }
  }
})"""


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def card(page: Page, words: str) -> Locator:
    return page.get_by_role("article").filter(has_text=words)


def approved(people: People, item_lists: tuple[str, ...]) -> str:
    visit = ordered(people, item_lists)
    people[LOGINS["head"]].act(f"/api/inspections/visits/{visit}/approval").raise_for_status()
    return visit


def kept_as_draft(page: Page, name: str = "before") -> None:
    """Wait until the device has written what stands in the form."""
    page.wait_for_function(DRAFTS, arg=name)


def opened_on(screen: Screen, visit: str) -> None:
    screen.go(f"/visits/{visit}")
    expect(screen.page.get_by_role("article").first).to_be_visible()


def prepared(screen: Screen, people: People, login: str, path: str) -> None:
    """Sign in and look at what the day holds, while there is a network; the application itself is kept by then."""
    screen.sign_in(login, people.password)
    screen.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    screen.go(path)
    screen.page.wait_for_function("navigator.serviceWorker.controller !== null")


def put_right(hand: Hand, words: str, pictures: tuple[bytes, bytes]) -> None:
    page = hand.screen.page
    hand.tap(card(page, words).get_by_role("button", name="当场改正"))
    for field, picture in zip(("整改前", "整改后"), pictures, strict=True):
        hand.photograph(page.get_by_label(field), picture)
        expect(page.get_by_role("dialog").get_by_text("指纹")).to_have_count(1 if field == "整改前" else 2)
    hand.tap(page.get_by_role("dialog").get_by_role("button", name="当场改正"))
    expect(card(page, words).get_by_text("已当场改正")).to_be_visible()


def events(people: People, visit: str) -> list[str]:
    told = people[LOGINS["officer"]].seen(f"/api/inspections/visits/{visit}/history")["events"]
    return [event["type"].split(".")[1] for event in told]


@dataclass(frozen=True)
class Away:
    """The day of a visit that is out of reach: its phone, which dies and wakes, and the hand that holds it."""

    driver: Playwright
    address: str
    memory: Path
    hand: Hand

    @contextmanager
    def awake(self) -> Iterator[Page]:
        with phone(self.driver, self.address, self.memory) as screen:
            screen.context.set_offline(True)
            self.hand.wakes(screen)
            yield screen.page


def test_a_visit_of_38_items_and_10_photos_survives_two_deaths_and_arrives_once(
    driver: Playwright, settings: Settings, people: People, tmp_path: Path
) -> None:
    visit, address = approved(people, LISTS), settings.gateway_address
    legal = SampleClock(settings.folder / "clock")
    legal.set(legal() + BEHIND)  # the phone's clock begins that far back, and what is done follows the approval
    with phone(driver, address, tmp_path) as screen:
        away = Away(driver, address, tmp_path, Hand(screen, behind=BEHIND))
        away.hand.wakes(screen)
        prepared(screen, people, LOGINS["officer"], f"/visits/{visit}")
        screen.context.set_offline(True)
        tap_all_answers(away.hand)
    pictures = [photo(number) for number in range(PHOTOS - 1)] + [photo(PHOTOS, *BIG)]
    pairs = list(zip(pictures[::2], pictures[1::2], strict=True))
    with away.awake() as page:  # it died with every answer tapped and none given
        put_three_right(away.hand, page, visit, pairs)
    with away.awake() as page:  # it died in the middle of a form, one photo taken
        put_the_others_right(away.hand, page, visit, pairs)
        come_back(away.hand, page, people, visit)
    seen = people[LOGINS["officer"]].seen(f"/api/inspections/visits/{visit}")["visit"]
    assert_all_there(seen)
    assert Counter(events(people, visit))["item-answered"] == ITEMS
    tell(people, seen["concluded"]["seconds_on_site"], away.hand)


def tap_all_answers(hand: Hand) -> None:
    page = hand.screen.page
    expect(page.get_by_text(f"全部 {ITEMS}")).to_be_visible()
    hand.tap(page.get_by_role("button", name="开始检查"))
    expect(page.get_by_text("1 项待上报")).to_be_visible()
    hand.pause(ITEMS * LOOKING_AT_AN_ITEM)
    for words, note in zip(SPOILT, NOTES, strict=True):
        hand.tap(card(page, words).get_by_role("radio", name="有问题"))
        hand.type(card(page, words).get_by_label("情况说明"), note)
    hand.tap(page.get_by_role("button", name="其余全部符合"))
    expect(page.get_by_role("button", name=f"登记 {ITEMS} 项结果")).to_be_visible()


def put_three_right(hand: Hand, page: Page, visit: str, pairs: list[tuple[bytes, bytes]]) -> None:
    opened_on(hand.screen, visit)
    hand.tap(page.get_by_role("button", name=f"登记 {ITEMS} 项结果"))
    expect(page.get_by_text("2 项待上报")).to_be_visible()
    for words, pair in zip(SPOILT[:3], pairs, strict=False):
        put_right(hand, words, pair)
    hand.tap(card(page, SPOILT[3]).get_by_role("button", name="当场改正"))
    hand.photograph(page.get_by_label("整改前"), pairs[3][0])
    expect(page.get_by_role("dialog").get_by_text("指纹")).to_be_visible()
    kept_as_draft(page)


def put_the_others_right(hand: Hand, page: Page, visit: str, pairs: list[tuple[bytes, bytes]]) -> None:
    opened_on(hand.screen, visit)
    hand.tap(card(page, SPOILT[3]).get_by_role("button", name="当场改正"))
    expect(page.get_by_role("dialog").get_by_text("指纹")).to_be_visible()
    hand.photograph(page.get_by_label("整改后"), pairs[3][1])
    expect(page.get_by_role("dialog").get_by_text("指纹")).to_have_count(2)
    hand.tap(page.get_by_role("dialog").get_by_role("button", name="当场改正"))
    put_right(hand, SPOILT[4], pairs[4])
    hand.tap(page.get_by_role("button", name="结束检查"))
    hand_in_anyway(page.get_by_text("8 项待上报"), page)  # nobody knows here whether the other officer confirms it


def come_back(hand: Hand, page: Page, people: People, visit: str) -> None:
    """Everything is sent; only the end waits, for what the other officer confirms of the record."""
    page.route("**/rectifications", AnswerLost().once)
    hand.screen.context.set_offline(False)
    page.goto("/queue")
    expect(page.get_by_text("1 项未被受理，请处理")).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("检查记录")
    people.certified(PAIR[1]).act(f"/api/inspections/visits/{visit}/acts/record/confirmation").raise_for_status()
    hand.tap(page.get_by_role("button", name="核对后原样上报"))
    expect(page.get_by_text("全部已上报")).to_be_visible()


class AnswerLost:
    """A network that loses the first answer: the command arrived, and the phone can't know it."""

    def __init__(self) -> None:
        self.lost = False

    def once(self, route: Route) -> None:
        if self.lost:
            route.fallback()
            return
        self.lost = True
        route.fetch()
        route.abort()


def assert_all_there(seen: Json) -> None:
    assert len(seen["answers"]) == ITEMS
    assert [one["answer"] for one in seen["answers"]].count("problem") == len(SPOILT)
    shown = [one[side] for one in seen["rectified"] for side in ("before", "after")]
    assert (len(seen["rectified"]), len(set(shown))) == (len(SPOILT), PHOTOS)
    assert seen["concluded"]["result"] == "rectified"


def tell(people: People, seconds: int, hand: Hand) -> None:
    """The phone measured it itself; the supervisor sees the county's median."""
    assert PAUSES.total_seconds() <= seconds <= TARGET
    figures = people[SUPERVISOR]
    assert until(lambda: figures.seen("/api/supervision/counts/time-on-site", township=TOWN)["within"] >= 1, 60)
    print(f"\n{ITEMS} items, {hand.photos} photos: {seconds} s, {hand.taps} taps, {hand.typed} characters typed")
