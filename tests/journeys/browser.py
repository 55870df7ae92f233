"""Chromium before the gateway: phones and desks of people, whose pages must be free of errors."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, WebError, sync_playwright

from stack.folders import LOCAL

FOLDER = LOCAL / "chromium"
OPTIONS = (
    "--headless=shell",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--lang=zh-CN",
)
AXE = (Path(__file__).parents[1] / "chromium" / "node_modules" / "axe-core" / "axe.min.js").read_text
PHONE, DESK = (390, 844), (1440, 900)
SETTLED = "() => document.querySelector('main')?.innerText.trim() && !/正在(读取|生成)/.test(document.body.innerText)"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that `make test` fetched, with the libraries that came with it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**program())
        yield browser
        browser.close()


def program() -> dict[str, Any]:
    libraries = {"LD_LIBRARY_PATH": str(FOLDER / "al2023" / "lib")}
    return {"executable_path": FOLDER / "chromium", "args": OPTIONS, "env": {**os.environ, **libraries}}


def manner(address: str, size: tuple[int, int]) -> dict[str, Any]:
    """Return how people's browsers are set."""
    width, height = size
    return {
        "base_url": address,
        "viewport": {"width": width, "height": height},
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }


@dataclass
class Screen:
    """A page of somebody; `faults` are errors of scripts on any of its pages, and what their policy refused."""

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
        self.settle()

    def settle(self) -> None:
        """Wait until the page shows what it read, and no part of it reads any more."""
        self.page.wait_for_function(SETTLED)

    def barriers(self) -> list[str]:
        """Return what axe finds on the page (WCAG 2.1 A and AA): the rule, and the first place."""
        self.page.evaluate(AXE())
        found = self.page.evaluate("tags => axe.run({runOnly: tags})", list(RULES))
        return [f"{one['id']}: {one['nodes'][0]['target']} {one['help']}" for one in found["violations"]]


@contextmanager
def screen(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Screen]:
    """Yield somebody's page; fails at its end on any error of a script, and on what the policy refused."""
    with watched(browser.new_context(**manner(address, size))) as shown:
        yield shown


@contextmanager
def phone(driver: Playwright, address: str, memory: Path) -> Iterator[Screen]:
    """Yield a phone that remembers what it kept in the folder: leaving is its death, the next one wakes it."""
    with watched(driver.chromium.launch_persistent_context(memory, **program(), **manner(address, PHONE))) as shown:
        yield shown


@contextmanager
def watched(context: BrowserContext) -> Iterator[Screen]:
    shown = Screen(context, context.pages[0] if context.pages else context.new_page())

    def heard(message: ConsoleMessage) -> None:
        failed = message.type == "error" and not message.text.startswith("Failed to load resource")
        if failed or "Content Security Policy" in message.text:
            shown.faults.append(message.text)

    def thrown(error: WebError) -> None:
        shown.faults.append(str(error.error))

    context.on("weberror", thrown)
    context.on("console", heard)
    try:
        yield shown
    finally:
        context.close()
    assert shown.faults == []
