"""Files as they are answered: whole, by their head, or a range of their bytes."""

from typing import Any

import pytest
from httpx import Response

from chassis.testing import Bench, Caller, jpeg
from contracts.values import Role

PICTURE = jpeg("smoke above the yard")
SIZE = len(PICTURE)


class Viewer:
    """Somebody with a link to a picture."""

    def __init__(self, bench: Bench[Any], path: str, headers: dict[str, str]) -> None:
        self.client = bench.client
        self.path = path
        self.headers = headers

    @property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        return [(name.encode(), value.encode()) for name, value in self.headers.items()]

    async def ask(self, bytes_asked: str) -> Response:
        return await self.client.get(self.path, headers={"Range": bytes_asked, **self.headers})


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
async def viewer(notes: Bench[Any], officer: Caller) -> Viewer:
    link = await officer.ask(f"/blobs/{await officer.upload(PICTURE)}/link")
    return Viewer(notes, link.json()["path"], officer.headers)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-1", 0, 2),
        ("bytes=10-", 10, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        (f"bytes=-{SIZE + 5}", 0, SIZE),
        (f"bytes=5-{SIZE + 5}", 5, SIZE),
        ("Bytes= 3-4", 3, 5),
    ],
)
async def test_a_range_is_answered_with_its_bytes(viewer: Viewer, asked: str, start: int, end: int) -> None:
    answer = await viewer.ask(asked)
    assert (answer.status_code, answer.content) == (206, PICTURE[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(end - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=99999999-", "bytes=-0"])
async def test_a_range_without_a_byte_is_refused(viewer: Viewer, asked: str) -> None:
    answer = await viewer.ask(asked)
    assert (answer.status_code, answer.json()["code"]) == (416, "range-not-satisfiable")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=5-2", "bytes=-", "lines=0-1", "bytes", "bytes=٣-", ""])
async def test_what_is_no_single_range_gives_the_whole(viewer: Viewer, asked: str) -> None:
    answer = await viewer.client.get(viewer.path, headers=[(b"Range", asked.encode()), *viewer.raw_headers])
    assert (answer.status_code, answer.content) == (200, PICTURE)


async def test_the_head_says_what_a_player_must_know(viewer: Viewer) -> None:
    whole = await viewer.client.head(viewer.path, headers=viewer.headers)
    assert (whole.status_code, whole.content) == (200, b"")
    assert (whole.headers["content-length"], whole.headers["accept-ranges"]) == (str(SIZE), "bytes")
    part = await viewer.client.head(viewer.path, headers={"Range": "bytes=0-1", **viewer.headers})
    assert (part.status_code, part.headers["content-length"]) == (206, "2")


async def test_the_head_needs_the_link_too(viewer: Viewer) -> None:
    assert (await viewer.client.head(viewer.path + "0", headers=viewer.headers)).status_code == 403


@pytest.mark.parametrize(
    ("content", "media_type", "place"),
    [
        (PICTURE, "image/jpeg", "inline"),
        (b"\x00\x00\x00\x18ftypqt  \x00\x00\x02\x00", "video/quicktime", "inline"),
        (b"#!AMR\n" + b"\x3c" * 20, "audio/amr", "attachment"),
        (b"%PDF-1.7", "application/pdf", "attachment"),
    ],
)
async def test_pictures_and_films_are_shown_and_the_rest_is_saved(
    notes: Bench[Any], officer: Caller, content: bytes, media_type: str, place: str
) -> None:
    file = await officer.upload(content, media_type)
    headers = (await officer.ask((await officer.ask(f"/blobs/{file}/link")).json()["path"])).headers
    assert headers["content-disposition"].startswith(f'{place}; filename="{file[:16]}.')
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
