"""A supervisor's afternoon and a captain's patrol, in a real browser."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
from tests.journeys.days import COLLEAGUE, OFFICER, OFFICERS, SLOW, choose, confirm, press
from tests.journeys.hand import photo
from tests.journeys.people import PATIENCE, SUPERVISOR, TOWN, People

from stack.process import until
from stack.settings import Settings

CAPTAIN = f"{TOWN}-officer-1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def officer(browser: Browser, settings: Settings, people: People) -> Iterator[Screen]:
    """Yield the phone of an officer, which looks at the tasks of today."""
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(OFFICER, people.password)
        yield shown


@pytest.fixture(scope="module")
def supervisor(browser: Browser, settings: Settings, people: People) -> Iterator[Screen]:
    with screen(browser, settings.gateway_address, DESK) as shown:
        shown.sign_in(SUPERVISOR, people.password)
        yield shown


def test_a_task_that_is_pushed_arrives_at_the_phone_and_its_report_comes_back(
    supervisor: Screen, officer: Screen, people: People
) -> None:
    what = f"核查河道堆放 {uuid4().hex[:6]}"
    expect(officer.page.get_by_role("heading", name="今日任务")).to_be_visible()
    push(supervisor.page, people, what)
    officer.page.get_by_text(what).click(timeout=SLOW)  # nobody reloaded that phone
    press(officer.page, "办理交办任务")
    officer.page.get_by_role("dialog").get_by_label("完成情况").fill("已清理")
    confirm(officer.page, "办理交办任务")
    expect(supervisor.page.get_by_text(what)).to_have_count(0, timeout=SLOW)  # it is no open task any more
    officer.go("/")


def push(page: Page, people: People, what: str) -> None:
    page.goto("/new/task")
    page.get_by_role("radio", name="核查报告").check()
    page.get_by_label("乡镇").select_option(TOWN)
    page.get_by_label("执法主体").select_option(TOWN)
    name = people[OFFICER].seen("/api/identity/me")["name"]
    page.get_by_label("查找执法人员").fill(name)
    page.get_by_role("checkbox", name=name).first.check()
    page.get_by_label("任务要求").fill(what)
    page.get_by_label("办理期限").fill((people.today() + timedelta(days=3)).isoformat())
    press(page, "交办任务")
    expect(page.get_by_text(what)).to_be_visible(timeout=SLOW)


def test_an_alert_is_looked_into_and_leaves_the_list(supervisor: Screen, people: People) -> None:
    page = supervisor.page
    supervisor.go("/alerts")
    waiting = people[SUPERVISOR].seen("/api/supervision/alerts", open="true", limit=1)["total"]
    page.locator("tbody tr").first.get_by_role("link").click()
    press(page, "核查预警")
    remark = page.get_by_role("dialog").get_by_role("textbox").first
    remark.fill("已电话核实，责成整改")
    confirm(page, "核查预警")
    assert supervisor.barriers() == []
    supervisor.go("/alerts")
    expect(page.get_by_role("button", name=f"未处理 {waiting - 1}")).to_be_visible(timeout=SLOW)


def test_reviews_and_refused_attempts_are_looked_at(supervisor: Screen) -> None:
    page = supervisor.page
    supervisor.go("/reviews")
    page.locator("tbody tr").first.get_by_role("link").click()
    expect(page.locator("main dl").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("没有这一页")).to_have_count(0)
    supervisor.settle()
    assert supervisor.barriers() == []
    supervisor.go("/attempts")
    expect(page.locator("tbody tr").filter(has_text="《行政处罚法》第四十二条").first).to_be_visible(timeout=SLOW)


def test_a_patrol_is_sent_out_finds_something_refers_it_and_ends(
    browser: Browser, settings: Settings, people: People, officer: Screen
) -> None:
    address, route = settings.gateway_address, f"主街至滨河路 {uuid4().hex[:6]}"
    with screen(browser, address, PHONE) as captain:
        captain.sign_in(CAPTAIN, people.password)
        send_out(captain, people, route)
    officer.page.get_by_text(route).first.click(timeout=SLOW)
    officer.page.wait_for_url("**/patrols/*")
    patrol = officer.page.url.rsplit("/", 1)[1]
    find_something(officer.page)
    with screen(browser, address, PHONE) as colleague:
        colleague.sign_in(COLLEAGUE, people.password)
        colleague.go(f"/patrols/{patrol}")
        confirm(colleague.page, choose(colleague.page, "确认"))
        officer.go(f"/patrols/{patrol}")
        refer(officer.page)
        colleague.go(f"/patrols/{patrol}")
        press(colleague.page, "结束巡查")
        confirm(colleague.page, "结束巡查")
    seen = people[OFFICER].seen(f"/api/inspections/patrols/{patrol}")["patrol"]
    assert (len(seen["found"]), len(seen["referred"]), bool(seen["concluded"])) == (1, 1, True)
    finding = seen["found"][0]["finding"]
    assert until(lambda: people[OFFICER].ask(f"/api/cases/cases/case-from-{finding}").is_success, PATIENCE)


def send_out(captain: Screen, people: People, route: str) -> None:
    page = captain.page
    captain.go("/new/patrol")
    wanted = [people.certified(number).seen("/api/identity/me")["name"] for number in OFFICERS]
    for box in page.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") in OFFICERS)
    assert all(page.get_by_text(name).count() for name in wanted)
    page.get_by_label("巡查路线").fill(route)
    expect(page.get_by_label("巡查日期")).to_have_value(people.today().isoformat())
    press(page, "安排巡查")
    page.wait_for_url("**/patrols", timeout=SLOW)  # "安排巡查" is a heading of the form itself
    expect(page.get_by_text(route).first).to_be_visible(timeout=SLOW)


def find_something(page: Page) -> None:
    press(page, "登记巡查发现")
    form = page.get_by_role("dialog")
    form.get_by_label("地点").fill("滨河路东口")
    picture = {"name": "site.png", "mimeType": "image/png", "buffer": photo(uuid4().int)}
    form.get_by_label("照片").set_input_files(picture)  # type: ignore[arg-type]  # as playwright takes it
    form.get_by_label("情况描述").fill("焚烧落叶")
    confirm(page, "登记巡查发现")
    expect(page.get_by_text("滨河路东口").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("待上报")).to_have_count(0, timeout=SLOW)


def refer(page: Page) -> None:
    name = choose(page, "移交巡查发现")
    form = page.get_by_role("dialog")
    for choice in form.get_by_role("radio").all()[:1]:
        choice.check()
    powers = form.get_by_label("职权事项")
    powers.select_option(value="EN-01")
    confirm(page, name)
