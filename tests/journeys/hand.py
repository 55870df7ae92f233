"""A person's hand on a phone: taps and typed characters are counted, pauses pass on the page's clock alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zlib import compress, crc32

from playwright.sync_api import Locator, Page, expect
from tests.journeys.browser import Screen

LOOKING_AT_AN_ITEM, TAKING_A_PHOTO = timedelta(seconds=5), timedelta(seconds=20)


@dataclass
class Hand:
    """`behind` is how far the page's clock is behind: what the pauses that are still to come will take."""

    screen: Screen
    behind: timedelta
    taps: int = 0
    typed: int = 0
    photos: int = 0

    def wakes(self, screen: Screen) -> None:
        """Take up another phone, or the same one once it lives again; its clock goes on where it was."""
        self.screen = screen
        screen.context.clock.install(time=datetime.now(UTC) - self.behind)

    def pause(self, length: timedelta) -> None:
        self.screen.page.clock.fast_forward(int(length.total_seconds() * 1000))
        self.behind -= length

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, where: Locator, text: str) -> None:
        """Tap the field, and write into it."""
        where.fill(text)
        self.taps += 1
        self.typed += len(text)

    def photograph(self, where: Locator, picture: bytes) -> None:
        """Tap the field and the camera's button."""
        self.pause(TAKING_A_PHOTO)
        where.set_input_files({"name": "photo.png", "mimeType": "image/png", "buffer": picture})
        self.taps += 2
        self.photos += 1


def write_clue(page: Page, place: str, day: date) -> None:
    """Fill the form of a clue, without giving it."""
    page.get_by_label("发现日期").fill(day.isoformat())
    page.get_by_label("地点", exact=True).fill(place)
    page.get_by_label("情况描述").fill("堆放杂物")
    page.get_by_label("举报人").fill("匿名")


def photo(number: int, width: int = 320, height: int = 240) -> bytes:
    """Return a picture of noise (PNG), another one for each number: what no two cameras take alike."""
    noise = Random(number)
    lines = b"".join(b"\0" + noise.randbytes(3 * width) for _ in range(height))
    header = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", compress(lines, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + crc32(name + data).to_bytes(4) for name, data in chunks
    )


def hand_in_anyway(waits: Locator, place: Page | Locator) -> None:
    """Wait until a command waits; a phone with a judge that finds it unlawful is told that it shall all the same."""
    all_the_same = place.get_by_role("button", name="仍然暂记")
    expect(waits.or_(all_the_same).first).to_be_visible()
    if all_the_same.is_visible():
        all_the_same.click()
    expect(waits).to_be_visible()
