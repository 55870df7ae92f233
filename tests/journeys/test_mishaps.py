"""What goes wrong on phones and desks, in a real browser: it is told, and nothing typed is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Route, expect
from tests.journeys.browser import PHONE, Screen, chromium, screen
from tests.journeys.days import SLOW
from tests.journeys.hand import write_clue
from tests.journeys.people import LOGINS, People

from stack.settings import Settings

KEPT = """() => Promise.all(['answers', 'drafts', 'files', 'entries', 'keys'].map(name => new Promise(resolve => {
  indexedDB.open('zhifatong').onsuccess = ({ target }) => {
    target.result.transaction(name).objectStore(name).getAll().onsuccess = (found) => resolve(found.target.result)
  }
}))).then(all => JSON.stringify([all.flat(), localStorage]))"""
THROWN = "setTimeout(() => { window.over = true; throw Error('planted') })"
STRANGE_SCRIPT = """() => {
  document.head.append(Object.assign(document.createElement('script'), { textContent: '0' }))
  setTimeout(() => (window.over = true))
}"""
COOKIES_OFF = """
Object.defineProperty(navigator, 'cookieEnabled', { get: () => false })
for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get: () => { throw new DOMException('denied', 'SecurityError') } })
"""
FULL = """
const put = IDBObjectStore.prototype.put
IDBObjectStore.prototype.put = function (...given) {
  if (['entries', 'files', 'drafts'].includes(this.name)) throw new DOMException('full', 'QuotaExceededError')
  return put.apply(this, given)
}
0
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def clerk(browser: Browser, settings: Settings, people: People) -> Iterator[Screen]:
    """Yield a phone on which somebody is signed in; tests lend it to one another."""
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(LOGINS["captain"], people.password)
        shown.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        yield shown


@pytest.mark.parametrize("planted", [THROWN, STRANGE_SCRIPT], ids=["error", "policy"])
def test_an_error_of_a_page_and_what_its_policy_refuses_fail_a_journey(
    browser: Browser, settings: Settings, planted: str
) -> None:
    with pytest.raises(AssertionError):
        plant(browser, settings, planted)


def plant(browser: Browser, settings: Settings, planted: str) -> None:
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.page.goto("/sign-in")
        shown.page.evaluate(planted)
        shown.page.wait_for_function("window.over")


def test_cookies_that_are_off_are_told_before_anybody_types(browser: Browser, settings: Settings) -> None:
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.context.add_init_script(COOKIES_OFF)
        shown.page.goto("/sign-in")
        expect(shown.page.get_by_role("alert")).to_contain_text("Cookie")
        expect(shown.page.get_by_role("button", name="登录")).to_be_disabled()


def test_a_form_that_is_left_by_the_back_button_is_as_it_was(clerk: Screen, people: People) -> None:
    page = clerk.page
    clerk.go("/clues")
    clerk.go("/new/clue")
    write_clue(page, "退回又来", people.today())
    page.go_back()
    expect(page.get_by_label("地点", exact=True)).to_have_count(0)
    page.go_forward()
    expect(page.get_by_label("地点", exact=True)).to_have_value("退回又来")


def test_a_clock_that_is_wrong_by_a_day_is_told(clerk: Screen) -> None:
    ahead = clerk.context.new_page()
    ahead.clock.set_system_time(datetime.now(UTC) + timedelta(days=1))
    ahead.goto("/")
    expect(ahead.get_by_text("本机时钟比服务器快 24 小时")).to_be_visible()
    ahead.close()


def test_two_tabs_share_one_queue_and_send_once(clerk: Screen, people: People) -> None:
    page, place = clerk.page, f"两个页面 {uuid4().hex[:6]}"
    clerk.go("/new/clue")
    write_clue(page, place, people.today())
    other = clerk.context.new_page()
    other.goto("/queue")
    clerk.context.set_offline(True)
    page.get_by_role("button", name="登记线索").click()
    expect(other.get_by_role("article")).to_have_count(1)
    clerk.context.set_offline(False)
    expect(other.get_by_text("全部已上报")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("项待上报")).to_have_count(0)
    other.close()
    assert [one["place"] for one in people[LOGINS["captain"]].every("/api/cases/clues", open="true")].count(place) == 1


def test_a_gateway_that_is_away_keeps_what_was_given(clerk: Screen, people: People) -> None:
    page = clerk.page
    clerk.go("/new/clue")
    write_clue(page, "网关重启", people.today())
    page.route("**/api/cases/clues", away)
    page.get_by_role("button", name="登记线索").click()
    expect(page.get_by_text("1 项待上报")).to_be_visible()
    page.unroute("**/api/cases/clues")
    page.goto("/queue")
    expect(page.get_by_text("全部已上报")).to_be_visible()


def away(route: Route) -> None:
    if route.request.method == "POST":
        route.fulfill(status=503, content_type="text/plain", body="upstream connect error")
    else:
        route.fallback()


def test_storage_that_is_full_is_told_and_the_form_stays(clerk: Screen, people: People) -> None:
    page = clerk.page
    clerk.go("/new/clue")
    page.evaluate(FULL)
    write_clue(page, "没有空间", people.today())
    expect(page.get_by_text("请不要离开本页")).to_be_visible()
    page.get_by_role("button", name="登记线索").click()
    expect(page.get_by_text("本机存储已满").first).to_be_visible()
    expect(page.get_by_label("地点", exact=True)).to_have_value("没有空间")
    page.reload()


def test_the_news_of_a_version_wait_for_the_end_of_the_form(clerk: Screen) -> None:
    page = clerk.page
    clerk.go("/new/clue")
    with page.expect_response("**/sw.js"):
        page.evaluate("dispatchEvent(new Event('vite:preloadError'))")
    expect(page.get_by_text("有新版本")).to_have_count(0)
    page.get_by_role("link", name="我的").click()
    expect(page.get_by_text("有新版本")).to_be_visible()
    page.get_by_role("button", name="现在更新").click()
    expect(page.get_by_text("有新版本")).to_have_count(0)


def test_nothing_of_a_person_is_left_after_signing_out(clerk: Screen, people: People) -> None:
    page, secret = clerk.page, "王五家门口"
    asked: list[str] = []
    clerk.context.on("request", lambda request: asked.append(request.url))
    clerk.go("/new/clue")
    write_clue(page, secret, people.today())
    page.goto("/me")
    name = page.get_by_role("heading", level=2).first.inner_text()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    kept = page.evaluate(KEPT)
    assert not [word for word in (secret, name, LOGINS["captain"]) if word in kept]
    assert not [url for url in asked if "%E7%8E%8B" in url or name in url]
    cached = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(one => one.keys()))))"
        ".then(all => all.flat().map(request => request.url))"
    )
    assert not [url for url in cached if "/api/" in url]
