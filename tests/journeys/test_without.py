"""A phone that lets no page have camera or place, and a gateway that is started anew: nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import PHONE, Screen, chromium, screen
from tests.journeys.days import SLOW
from tests.journeys.hand import write_clue
from tests.journeys.people import LOGINS, People

from stack import envoy, ports
from stack.process import Process, Program, until
from stack.settings import Settings

REFUSED = """
const refused = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = refused
"""
STARTING = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def clerk(browser: Browser, settings: Settings, people: People) -> Iterator[Screen]:
    """Yield a phone of somebody who let no page have camera or place."""
    with screen(browser, settings.gateway_address, PHONE) as shown:
        shown.context.add_init_script(REFUSED)
        shown.sign_in(LOGINS["captain"], people.password)
        shown.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        yield shown


@contextmanager
def gateway(program: Program, port: int) -> Iterator[Process]:
    process = Process(program, None)
    try:
        assert until(lambda: ports.listens(port), STARTING)
        yield process
    finally:
        process.stop()


def begun(clerk: Screen, people: People, place: str) -> Page:
    clerk.go("/new/clue")
    write_clue(clerk.page, place, people.today())
    return clerk.page


def given(page: Page) -> None:
    page.get_by_role("button", name="登记线索").click()
    expect(page.get_by_label("地点", exact=True)).to_have_count(0, timeout=SLOW)


def test_without_place_a_form_is_given_as_ever(clerk: Screen, people: People) -> None:
    assert clerk.page.evaluate(
        "new Promise(done => navigator.geolocation.getCurrentPosition(() => done(''), error => done(error.message)))"
    )
    given(begun(clerk, people, f"没有定位 {uuid4().hex[:6]}"))


def test_a_gateway_that_is_started_anew_in_the_middle_of_a_form_loses_nothing(
    browser: Browser, settings: Settings, people: People, tmp_path: Path
) -> None:
    """A gateway of its own before the same services, so that nobody else's goes away."""
    place, port = f"网关重启 {uuid4().hex[:6]}", ports.free(1)[0]
    program = envoy.program(tmp_path, port, settings.upstream_ports)
    address = f"http://{ports.HOST}:{port}"
    with gateway(program, port) as first, screen(browser, address, PHONE) as shown:
        shown.sign_in(LOGINS["officer"], people.password)
        page = begun(shown, people, place)
        first.stop()
        page.get_by_label("情况描述").fill("网关停了还在填写")
        page.get_by_role("button", name="登记线索").click()
        expect(page.get_by_text("1 项待上报")).to_be_visible(timeout=SLOW)
        with gateway(program, port):
            page.get_by_role("link", name="项待上报").click()
            page.get_by_role("button", name="上报").click()
            expect(page.get_by_text("全部已上报")).to_be_visible(timeout=SLOW)
    clues = people[LOGINS["officer"]].every("/api/cases/clues", open="true")
    assert [clue["place"] for clue in clues].count(place) == 1
