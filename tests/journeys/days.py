"""What people do on the screens in a day: acts of the journeys, and of the demonstration."""

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from tests.journeys.browser import Screen
from tests.journeys.people import LOGINS, PAIR, PATIENCE, SUPERVISOR, TOWN, Json, People

from stack.process import until

OFFICER, COLLEAGUE, HEAD = "130624206-officer-2", "130624206-officer-3", LOGINS["head"]
OFFICERS = [*PAIR]
FEWER = "left => [...document.querySelectorAll('.step')].filter(one => one.innerText.startsWith('确认')).length < left"
SLOW = 30_000
"""Milliseconds for an answer that a person waits for: how fast it comes is the machine's affair."""
SEES_CODES = """
const real = window.fetch
window.fetch = (url, init) => {
  if (String(url).endsWith('/showings')) sessionStorage.setItem('code', JSON.parse(init.body).codes.at(-1))
  return real(url, init)
}
"""
"""Keeps the code that the phone reports, which a camera would read from its screen."""


def ordered(people: People, item_lists: Sequence[str] = ("safety",)) -> str:
    """Return a visit of two officers of the town, as a task of the supervisor, that waits for the head.

    It goes to a firm that had the fewest; where food is looked at, to a restaurant among those.
    """
    supervisor, head = people[SUPERVISOR], people[HEAD]
    visited = Counter(visit["firm"] for visit in supervisor.every("/api/inspections/visits", township=TOWN))
    town = [firm for firm in supervisor.every("/api/credit/firms") if firm["township"] == TOWN]
    kitchens = {firm["code"] for firm in town if "餐饮" in firm["labels"].get(firm["field"], firm["field"])}
    wanted = kitchens if "food" in item_lists else set()
    task = {
        "kind": "visit",
        "township": TOWN,
        "body": TOWN,
        "officers": OFFICERS,
        "instruction": "核查安全出口",
        "due_on": (people.today() + timedelta(days=10)).isoformat(),
        "firm": min((firm["code"] for firm in town), key=lambda code: (visited[code], code not in wanted)),
        "item_lists": list(item_lists),
    }
    id = f"visit-from-{supervisor.act('/api/supervision/tasks', task).json()['id']}"
    assert until(lambda: id in [item["id"] for item in head.seen("/api/inspections/work")["items"]], PATIENCE)
    return id


def photographs(folder: Path) -> tuple[Path, Path]:
    """Write pictures before and after; nobody has taken the same before, for a picture shows one act."""
    for name in ("before", "after"):
        Image.frombytes("RGB", (4, 3), os.urandom(36)).resize((1600, 1200)).save(folder / f"{name}.jpg", "JPEG")
    return folder / "before.jpg", folder / "after.jpg"


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click(timeout=SLOW)


def confirm(page: Page, name: str) -> None:
    """Send the form of a step, which is called like it."""
    sheet = page.get_by_role("dialog", name=name)
    sheet.get_by_role("button", name=name, exact=True).click(timeout=SLOW)
    try:
        expect(sheet).to_have_count(0, timeout=SLOW)
    except AssertionError as error:
        error.add_note(sheet.inner_text())
        raise


def choose(page: Page, words: str) -> str:
    """Open the form of the first step that begins with the words; return what the step is called."""
    step = page.get_by_label("下一步").get_by_role("button", name=re.compile(f"^{words}")).first
    name = step.locator("strong").inner_text(timeout=SLOW)
    step.click()
    return name


def heads_noon(shown: Screen, people: People, visit: str) -> None:
    shown.sign_in(HEAD, people.password)
    shown.go(f"/visits/{visit}")
    press(shown.page, "批准检查")
    confirm(shown.page, "批准检查")
    expect(shown.page.get_by_text("已办理")).to_be_visible(timeout=SLOW)


def officers_morning(shown: Screen, people: People, visit: str, pictures: tuple[Path, Path]) -> None:
    """Inspect, find two items wrong, and put one right on the spot."""
    page = shown.page
    shown.sign_in(OFFICER, people.password)
    shown.go(f"/visits/{visit}")
    press(page, "开始检查")
    for item in (0, 2):
        page.locator("article").nth(item).get_by_role("radio", name="有问题").click(timeout=SLOW)
    press(page, "其余全部符合")
    press(page, re.compile(r"登记 \d+ 项结果"))
    put_right = page.locator("article").nth(2)
    put_right.get_by_role("button", name="当场改正").click(timeout=SLOW)
    before, after = pictures
    page.get_by_label("整改前照片").set_input_files(before)
    page.get_by_label("整改后照片").set_input_files(after)
    confirm(page, "当场改正")
    expect(put_right.get_by_text("已当场改正")).to_be_visible(timeout=SLOW)
    page.get_by_role("tab", name="整改对比").click()
    expect(page.get_by_alt_text("整改后")).to_be_visible(timeout=SLOW)


def officers_evening(shown: Screen, people: People, visit: str) -> None:
    """Refer what the colleague confirmed, and conclude."""
    page = shown.page
    shown.sign_in(OFFICER, people.password)
    shown.go(f"/visits/{visit}")
    referred = page.locator("article").nth(0)
    referred.get_by_role("button", name="移送立案").click(timeout=SLOW)
    page.get_by_role("dialog").get_by_label("地点").fill("厂区东侧")
    confirm(page, "移送立案")
    expect(referred.get_by_text("已移送立案")).to_be_visible(timeout=SLOW)
    press(page, "结束检查")
    expect(page.get_by_role("button", name="结束检查")).to_have_count(0, timeout=SLOW)
    arrived(people, visit, lambda told: told["visit"]["concluded"])


def arrived(people: People, visit: str, there: Callable[[Json], object]) -> None:
    """Wait until the platform has it: a phone that is told to wait sends later, and would be closed before."""
    assert until(lambda: bool(there(people[OFFICER].seen(f"/api/inspections/visits/{visit}"))), PATIENCE)


def colleagues_phone(shown: Screen, people: People, visit: str) -> None:
    """Confirm each act of the other officer, until nothing is left to be confirmed."""
    shown.sign_in(COLLEAGUE, people.password)
    shown.go(f"/visits/{visit}")
    step = shown.page.get_by_role("button", name=re.compile("^确认"))
    while step.count():
        name = step.first.locator("strong").inner_text()
        left = step.count()
        step.first.click()
        confirm(shown.page, name)
        shown.page.wait_for_function(
            FEWER,
            arg=left,
            timeout=SLOW,
        )
    arrived(people, visit, lambda told: not told["unconfirmed"])


def portrait() -> Image.Image:
    """A drawn head and shoulders: sample officers have no photographs."""
    picture = Image.new("RGB", (358, 441), "#dfe7f1")
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((39, 290, 319, 640), fill="#123a7a")
    drawing.ellipse((104, 90, 254, 290), fill="#e8c9a8")
    drawing.pieslice((100, 70, 258, 240), 180, 360, fill="#2b2b2b")
    return picture


def give_a_picture(people: People) -> None:
    """The administrator brings the officer's picture, with the certificate as it is."""
    administrator = people[LOGINS["administrator"]]
    drawn = io.BytesIO()
    portrait().save(drawn, "PNG")
    photo = administrator.send_file(drawn.getvalue(), "image/png", "/api/identity/blobs").json()["sha256"]
    (officer,) = administrator.seen("/api/identity/officers", certificate=OFFICERS[0])["items"]
    held = officer["certificate"]
    fields = {name: held[name] for name in ("issued_on", "valid_from", "valid_until", "fields")}
    path = f"/api/identity/officers/{officer['id']}/certificate"
    administrator.act(path, {**fields, "certificate": held["number"], "photo": photo}).raise_for_status()
