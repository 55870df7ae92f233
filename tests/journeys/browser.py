"""Chromium before the gateway: phones and desks of people, whose pages must be free of errors."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from stack.folders import LOCAL

FOLDER = LOCAL / "chromium"
OPTIONS = ("--headless=shell", "--no-sandbox", "--disable-background-networking", "--disable-component-update")
AXE = (Path(__file__).parents[1] / "chromium" / "node_modules" / "axe-core" / "axe.min.js").read_text
PHONE, DESK = (390, 844), (1440, 900)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that `make test` fetched, with the libraries that came with it."""
    libraries = {"LD_LIBRARY_PATH": str(FOLDER / "al2023" / "lib")}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=FOLDER / "chromium", args=OPTIONS, env={**os.environ, **libraries}
        )
        yield browser
        browser.close()


@dataclass
class Screen:
    """A page of somebody; `faults` are errors of scripts, and what the policy of the page refused."""

    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def sign_in(self, login: str, password: str) -> None:
        """Sign in as people do, and wait for what is to be done today."""
        self.page.goto("/sign-in")
        self.page.get_by_label("登录名").fill(login)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()
        self.page.get_by_role("heading", name="今日任务").wait_for()

    def go(self, path: str) -> None:
        """Go to a room and wait until nothing is read any more."""
        self.page.goto(path)
        self.page.wait_for_load_state("load")
        self.page.get_by_text("正在读取").first.wait_for(state="hidden")

    def barriers(self) -> list[str]:
        """Return what axe finds on the page (WCAG 2.1 A and AA): the rule, and the first place."""
        self.page.evaluate(AXE())
        found = self.page.evaluate("tags => axe.run({runOnly: tags})", list(RULES))
        return [f"{one['id']}: {one['nodes'][0]['target']} {one['help']}" for one in found["violations"]]


@contextmanager
def screen(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Screen]:
    width, height = size
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    shown = Screen(context, context.new_page())

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            shown.faults.append(message.text)

    shown.page.on("pageerror", lambda error: shown.faults.append(str(error)))
    shown.page.on("console", heard)
    yield shown
    context.close()
