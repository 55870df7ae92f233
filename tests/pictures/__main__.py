"""Pictures of every screen of the running stack, into docs/pictures: `python -m tests.pictures [words of names …]`.

Of states that no address shows, too (states.py). Each is taken on a phone and on a desk, with the data of the season,
and kept as WebP of few colours.
"""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.journeys.browser import DESK, PHONE, Screen, chromium, screen
from tests.journeys.people import LOGINS, People
from tests.journeys.rooms import PUBLIC, addresses
from tests.pictures.states import STATES

from season.accounts import password_of_the_sample
from stack import services
from stack.folders import ROOT
from stack.settings import Settings

FOLDER = ROOT / "docs" / "pictures"
SIZES = {"phone": PHONE, "desk": DESK}
TALLEST = 1800
"""Pixels of a picture: what a long list goes on with shows nothing new."""
QUALITY = 60


def main(*words: str) -> int:
    settings = Settings()
    if not has_chinese_fonts():
        print("pictures | this machine has no Chinese font: install fonts-noto-cjk, or every word is a box")
        return 1
    with httpx.Client(base_url=settings.gateway_address, timeout=60) as gateway:
        if not answers(gateway):
            print(f"pictures | nothing answers at {settings.gateway_address}: start `make run` beside this first")
            return 1
        secret = services.shared_environment(settings)["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]
        people = People(gateway, password_of_the_sample(secret))
        FOLDER.mkdir(parents=True, exist_ok=True)
        with chromium() as browser:
            taken = list(pictures(browser, settings, people, words))
    size = sum(file.stat().st_size for file in taken) / 2**20
    print(f"pictures | {len(taken)} in {FOLDER.relative_to(ROOT)}, {size:.1f} MB")
    return 0


def pictures(browser: Browser, settings: Settings, people: People, words: tuple[str, ...]) -> Iterator[Path]:
    for name, size in SIZES.items():
        with screen(browser, settings.gateway_address, size) as shown:
            yield from taken(shown, "public", PUBLIC, name, words)
        for role, rooms in addresses(people):
            wanted = tuple(room for room in rooms if is_wanted(named(role, room), words))
            if wanted:
                with screen(browser, settings.gateway_address, size) as shown:
                    shown.sign_in(LOGINS[role], people.password)
                    yield from taken(shown, role, wanted, name, words)
        for state, reach in STATES.items():
            if is_wanted(state, words):
                with screen(browser, settings.gateway_address, size) as shown:
                    reach(browser, settings.gateway_address, shown, people)
                    yield picture(shown, state, name)


def taken(shown: Screen, role: str, rooms: tuple[str, ...], size: str, words: tuple[str, ...]) -> Iterator[Path]:
    for room in rooms:
        if is_wanted(named(role, room), words):
            shown.go(room)
            yield picture(shown, named(role, room), size)


def picture(shown: Screen, name: str, size: str) -> Path:
    """Keep what is shown under its name."""
    file = FOLDER / f"{name}-{size}.webp"
    keep(whole(shown.page, SIZES[size]), file)
    print(f"pictures | {file.name} {file.stat().st_size // 1024} KB", flush=True)
    return file


def whole(page: Page, size: tuple[int, int]) -> bytes:
    """The page as high as it is, so that what stays at its foot lies there."""
    width, height = size
    there = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, min(there, TALLEST))})
    picture = page.screenshot()
    page.set_viewport_size({"width": width, "height": height})
    return picture


def is_wanted(name: str, words: tuple[str, ...]) -> bool:
    return not words or any(word in name for word in words)


def named(role: str, room: str) -> str:
    """The name of a picture: of a record that of its kind, for ids are another one on each machine."""
    parts = [part for part in room.removesuffix(".html").split("/") if part]
    if len(parts) == 2 and parts[0] != "new" and parts[1] != "import":
        parts[1] = "one"
    return "-".join([role, *(parts or ["tasks"])])


def keep(picture: bytes, file: Path) -> None:
    with Image.open(io.BytesIO(picture)) as drawn:
        drawn.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)


def has_chinese_fonts() -> bool:
    try:
        found = subprocess.run(("fc-list", ":lang=zh-cn", "family"), capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return False
    return bool(found.stdout.strip())


def answers(gateway: httpx.Client) -> bool:
    try:
        return gateway.get("/").status_code == 200
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
