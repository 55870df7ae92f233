"""Files as they are answered: whole, by their head, or a range of their bytes."""

import base64
from hashlib import sha256
from typing import Any

import pytest
from httpx import Response

from chassis.testing import Bench, Caller, jpeg
from contracts.values import Role

PICTURE = jpeg("smoke above the yard")
SIZE = len(PICTURE)


class Viewer:
    """Somebody who looks at a picture."""

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
    return Viewer(notes, f"/files/{await officer.upload(PICTURE)}", officer.headers)


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


async def test_the_head_needs_the_right_too(notes: Bench[Any], viewer: Viewer) -> None:
    colleague = notes.caller("officer-2", "130624100", Role.OFFICER)
    assert (await viewer.client.head(viewer.path, headers=colleague.headers)).status_code == 404


async def test_who_has_the_file_is_told_so_and_nothing_more(notes: Bench[Any], viewer: Viewer) -> None:
    first = await viewer.client.get(viewer.path, headers=viewer.headers)
    tag = first.headers["etag"]
    assert tag == f'"{sha256(PICTURE).hexdigest()}"'
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = await viewer.client.get(viewer.path, headers={"If-None-Match": known, **viewer.headers})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    other = await viewer.client.get(viewer.path, headers={"If-None-Match": '"other"', **viewer.headers})
    assert (other.status_code, other.content) == (200, PICTURE)
    stranger = notes.caller("officer-2", "130624101", Role.OFFICER)
    refused = await viewer.client.get(viewer.path, headers={"If-None-Match": tag, **stranger.headers})
    assert refused.status_code == 404


async def test_a_part_of_another_file_is_not_given(viewer: Viewer) -> None:
    """Who has the beginning of one file (If-Range) gets the whole of another one."""
    tag = f'"{sha256(PICTURE).hexdigest()}"'
    for known, status in ((tag, 206), ('"other"', 200), (f"W/{tag}", 200)):
        answer = await viewer.client.get(
            viewer.path, headers={"Range": "bytes=5-", "If-Range": known, **viewer.headers}
        )
        assert answer.status_code == status


async def test_the_answer_names_the_digest_of_the_whole(viewer: Viewer) -> None:
    digest = base64.b64encode(sha256(PICTURE).digest()).decode()
    for asked in ("", "bytes=0-0"):
        assert (await viewer.ask(asked)).headers["repr-digest"] == f"sha-256=:{digest}:"


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
    headers = (await officer.ask(f"/files/{file}")).headers
    assert headers["content-disposition"].startswith(f'{place}; filename="{file[:16]}.')
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
