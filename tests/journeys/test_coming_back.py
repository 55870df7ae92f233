"""What a phone brings home when others were there meanwhile: nothing is lost, and a person decides."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import PHONE, Screen, chromium, screen
from tests.journeys.days import ordered
from tests.journeys.hand import hand_in_anyway, photo, write_clue
from tests.journeys.people import LOGINS, PAIR, TOWN, People, Person

from stack.settings import Settings

COLLEAGUE = f"{TOWN}-officer-3"
FIRST, SECOND = "safety-03", "safety-07"
ITEMS = 9
MOST = 200 * 1024 * 1024
"""Bytes of the largest file."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def visit(people: People) -> str:
    """Return a visit that was begun."""
    id = ordered(people, ("safety",))
    people[LOGINS["head"]].act(f"/api/inspections/visits/{id}/approval").raise_for_status()
    people.certified(PAIR[0]).act(f"/api/inspections/visits/{id}/opening").raise_for_status()
    return id


def away_with(shown: Screen, people: People, login: str, path: str) -> Page:
    """Sign in, look at something, and lose the network."""
    shown.sign_in(login, people.password)
    shown.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    shown.go(path)
    expect(shown.page.get_by_role("article").first).to_be_visible()
    shown.context.set_offline(True)
    return shown.page


def to_queue(page: Page) -> None:
    page.get_by_role("link", name="项").first.click()
    expect(page.get_by_role("heading", name="待上报")).to_be_visible()


def answer_all(page: Page, problems: tuple[int, ...]) -> None:
    for number in problems:
        page.get_by_role("article").nth(number).get_by_role("radio", name="有问题").click()
    page.get_by_role("button", name="其余全部符合").click()
    page.get_by_role("button", name=f"登记 {ITEMS} 项结果").click()
    expect(page.get_by_text("1 项待上报")).to_be_visible()


def offer_files_that_no_service_takes(page: Page, folder: Path) -> None:
    """What is wrong is told beside the field, at once and without network; there is no camera here either."""
    page.get_by_role("article").nth(2).get_by_role("button", name="当场改正").click()
    form = page.get_by_role("dialog")
    for name, size, why in (("empty.jpg", 0, "空的"), ("tool.exe", 9, "不支持"), ("film.mp4", MOST + 1, "200 MB")):
        with (folder / name).open("wb") as file:
            file.truncate(size)
        form.get_by_label("整改前").set_input_files(folder / name)
        expect(form.get_by_role("alert")).to_contain_text(why)
    form.get_by_role("button", name="关闭").click()


def order(page: Page, number: int, demand: str, until: str, waiting: int) -> None:
    page.get_by_role("article").nth(number).get_by_role("button", name="责令限期改正").click()
    form = page.get_by_role("dialog")
    form.get_by_label("改正要求").fill(demand)
    form.get_by_label("期限").fill(until)
    form.get_by_role("button", name="责令限期改正").click()
    hand_in_anyway(page.get_by_text(f"{waiting} 项待上报").first, form)
    expect(form).to_be_hidden()


def test_two_officers_without_network_lose_nothing_and_decide_themselves(
    browser: Browser, settings: Settings, people: People, visit: str, tmp_path: Path
) -> None:
    path, address = f"/visits/{visit}", settings.gateway_address
    with screen(browser, address, PHONE) as one, screen(browser, address, PHONE) as other:
        first = away_with(one, people, LOGINS["officer"], path)
        answer_all(first, (2, 6))
        offer_files_that_no_service_takes(first, tmp_path)
        order(first, 2, "补设警示标志", "2099-01-01", waiting=2)
        order(first, 6, "清理通道", soon(people), waiting=3)
        second = away_with(other, people, COLLEAGUE, path)
        answer_all(second, (6,))
        second.get_by_role("article").nth(6).get_by_role("button", name="责令限期改正").wait_for()

        one.context.set_offline(False)
        correct_the_refused_one(first, people)
        other.context.set_offline(False)
        see_both_and_decide(second)
    seen = people[LOGINS["officer"]].seen(f"/api/inspections{path}")["visit"]
    assert [term["item"] for term in seen["terms"]] == [FIRST, SECOND]
    answers = {one["item"]: one["answer"] for one in seen["answers"]}
    assert (len(answers), answers[FIRST]) == (ITEMS, "problem")


def soon(people: People) -> str:
    """Return a last day within the published term."""
    return (people.today() + timedelta(days=3)).isoformat()


def correct_the_refused_one(page: Page, people: People) -> None:
    """The order behind the refused one waits, and follows the correction."""
    expect(page.get_by_text("1 项未被受理，请处理")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 项待上报")).to_be_visible()
    to_queue(page)
    page.get_by_role("button", name="更正后上报").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label("改正要求")).to_have_value("补设警示标志")
    form.get_by_label("期限").fill(soon(people))
    form.get_by_role("button", name="责令限期改正").click()
    expect(page.get_by_text("全部已上报")).to_be_visible(timeout=30_000)


def see_both_and_decide(page: Page) -> None:
    expect(page.get_by_text("1 项未被受理，请处理")).to_be_visible(timeout=30_000)
    to_queue(page)
    conflict = page.get_by_role("region", name="与他人办理的冲突")
    expect(conflict.get_by_role("row").nth(1)).to_contain_text("有问题")
    expect(conflict.get_by_role("row").nth(1)).to_contain_text("符合")
    page.get_by_role("button", name="核对后原样上报").click()
    expect(page.get_by_role("article")).to_contain_text("不得更改", timeout=30_000)
    page.get_by_role("button", name="放弃", exact=True).click()
    page.get_by_label("放弃的原因").fill("以同事登记的为准")
    page.get_by_role("button", name="确认放弃").click()
    expect(page.get_by_text("已放弃 1 项")).to_be_visible()


def test_a_case_that_moved_on_meanwhile_is_shown_and_the_evidence_is_not_lost(
    browser: Browser, settings: Settings, people: People
) -> None:
    today, one = people.today().isoformat(), people.certified(PAIR[0])
    filing = {"officers": list(PAIR), "power": "EN-01", "township": TOWN, "act_on": today, "place": "砂石场院内"}
    path = f"/cases/{one.act('/api/cases/cases', filing).raise_for_status().json()['id']}"
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(LOGINS["officer"], people.password)
        shown.go(path)
        page = shown.page
        page.get_by_role("button", name="调查取证").click()
        shown.context.set_offline(True)
        take_evidence(page, today)
        people[LOGINS["head"]].act(f"/api/cases{path}/filing-approval").raise_for_status()
        shown.context.set_offline(False)
        expect(page.get_by_text("1 项未被受理，请处理")).to_be_visible(timeout=30_000)
        to_queue(page)
        conflict = page.get_by_role("region", name="与他人办理的冲突")
        expect(conflict).to_contain_text("批准立案")
        expect(conflict).to_contain_text("院内堆放")
        page.get_by_role("button", name="核对后原样上报").click()
        expect(page.get_by_text("全部已上报")).to_be_visible(timeout=30_000)
    assert len(one.seen(f"/api/cases{path}")["case"]["evidence"]) == 1


def take_evidence(page: Page, day: str) -> None:
    form = page.get_by_role("dialog")
    form.get_by_role("radio", name="现场笔录").check(force=True)
    form.get_by_label("附件").set_input_files({"name": "site.png", "mimeType": "image/png", "buffer": photo(7)})
    expect(form.get_by_text("指纹")).to_be_visible()
    form.get_by_label("取得时间").fill(f"{day}T00:01")
    form.get_by_label("情况描述").fill("院内堆放")
    form.get_by_role("button", name="调查取证").click()
    expect(page.get_by_text("1 项待上报").first).to_be_visible()


def test_a_session_that_ended_loses_nothing_typed_and_nothing_that_waits(
    browser: Browser, settings: Settings, people: People
) -> None:
    login, mark = LOGINS["captain"], uuid4().hex[:6]
    places = (f"北街门前 {mark}", f"南街院内 {mark}")
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.sign_in(login, people.password)
        shown.go("/new/clue")
        page = shown.page
        write_clue(page, places[0], people.today())
        shown.context.set_offline(True)
        page.get_by_role("button", name="登记线索").click()
        expect(page.get_by_text("1 项待上报")).to_be_visible()
        expect(page.get_by_role("heading", name="线索", exact=True)).to_be_visible()
        page.goto("/new/clue")
        write_clue(page, places[1], people.today())
        end_sessions(people[login])
        shown.context.set_offline(False)
        again = page.get_by_role("dialog", name="重新登录")
        again.get_by_label("密码").fill(people.password)
        again.get_by_role("button", name="登录").click()
        expect(again).to_be_hidden()
        expect(page.get_by_text("项待上报")).to_have_count(0)
        expect(page.get_by_label("地点", exact=True)).to_have_value(places[1])
        page.get_by_role("button", name="登记线索").click()
        expect(page.get_by_label("地点", exact=True)).to_have_count(0)
    people.known.pop(login)
    seen = [clue["place"] for clue in people[login].every("/api/cases/clues", open="true")]
    assert [seen.count(place) for place in places] == [1, 1]


def end_sessions(person: Person) -> None:
    for device in person.seen("/api/identity/devices")["items"]:
        person.act(f"/api/identity/devices/{device['id']}/end")
