"""What browsers are answered: the files of the screens, each in the smallest form that they take."""

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from stack import ports
from stack.process import until
from web.answering import POLICY, Screens
from web.files import read

SCRIPT = b"show('tasks');" * 200
BROTLI = b"as brotli would write it"
PAGE = "<!doctype html><title>执法通</title>".encode()

type Ask = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """A built folder; one asset has its two other forms beside it."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "public.html").write_bytes(PAGE + b"<p>")
    (folder / "sw.js").write_bytes(b"const VERSION = 1")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / ".built").touch()
    asset = folder / "assets" / "index-B1x.js"
    asset.write_bytes(SCRIPT)
    asset.with_name("index-B1x.js.br").write_bytes(BROTLI)
    asset.with_name("index-B1x.js.gz").write_bytes(gzip.compress(SCRIPT))
    return folder


@pytest.fixture
async def ask(screens: Path, tmp_path: Path) -> Ask:
    (tmp_path / "pack" / "5f3a").mkdir(parents=True)
    (tmp_path / "pack" / "5f3a" / "judge.wasm").write_bytes(b"\0asm")
    (tmp_path / "pack" / "current.json").write_text('{"core": "5f3a"}')
    app = Screens(read(screens, tmp_path / "pack"))
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service")
    del client.headers["accept-encoding"]
    return client.request


ASSET = "/assets/index-B1x.js"


@pytest.mark.parametrize(
    ("path", "caching", "media_type"),
    [
        ("/", "no-cache", "text/html; charset=utf-8"),
        ("/public.html", "no-cache", "text/html; charset=utf-8"),
        ("/sw.js", "no-cache", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "no-cache", "application/manifest+json"),
        (ASSET, "public, max-age=31536000, immutable", "text/javascript; charset=utf-8"),
        ("/pack/current.json", "no-cache", "application/json"),
        ("/pack/5f3a/judge.wasm", "public, max-age=31536000, immutable", "application/wasm"),
    ],
)
async def test_what_is_named_by_its_content_is_kept_and_the_rest_asked_for_again(
    ask: Ask, path: str, caching: str, media_type: str
) -> None:
    answer = await ask("GET", path)
    assert answer.status_code == 200
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == (caching, media_type)


@pytest.mark.parametrize("path", ["/sign-in", "/cases/case-1", "/", "/applications"])
async def test_an_address_of_a_screen_is_the_page(ask: Ask, path: str) -> None:
    answer = await ask("GET", path)
    assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (200, PAGE, "no-cache")


NOWHERE = [
    "/assets/old-A1.js",
    "/assets/old",
    "/api/cases/cases",
    "/pack/none/judge",
    "/x.html",
    "/.built",
    f"{ASSET}.br",
]


@pytest.mark.parametrize("path", NOWHERE)
async def test_what_is_no_screen_and_no_file_is_not_found(ask: Ask, path: str) -> None:
    answer = await ask("GET", path)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert "没有这个地址" in answer.text


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.000, *", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("zstd", ""),
        ("", ""),
    ],
)
async def test_the_smallest_form_that_the_caller_takes(ask: Ask, accepted: str, encoding: str) -> None:
    answer = await ask("GET", ASSET, headers={"accept-encoding": accepted})
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.content == (BROTLI if encoding == "br" else SCRIPT)
    assert answer.headers["vary"] == "accept-encoding"


async def test_what_is_known_is_not_sent_again(ask: Ask) -> None:
    """Each form has its own strong ETag: half of one and half of the other would be no file."""
    tags = [
        (await ask("GET", ASSET, headers={"accept-encoding": encoding})).headers["etag"]
        for encoding in ("br", "gzip", "")
    ]
    assert len({tag for tag in tags if tag.startswith('"')}) == 3
    known = {"accept-encoding": "br", "if-none-match": f'"other", W/{tags[0]}'}
    answer = await ask("GET", ASSET, headers=known)
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tags[0])
    assert (await ask("GET", ASSET, headers=known | {"accept-encoding": "gzip"})).status_code == 200


async def test_a_head_has_the_headers_alone(ask: Ask) -> None:
    got, head = await ask("GET", ASSET), await ask("HEAD", ASSET)
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(got.headers))
    assert head.headers["content-length"] == str(len(SCRIPT))


async def test_nothing_can_be_sent_here(ask: Ask) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = await ask(method, "/")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", ASSET, "/nowhere.js", "/health/ready"])
async def test_every_answer_tells_the_browser_its_limits(ask: Ask, path: str) -> None:
    told = (await ask("GET", path)).headers
    assert told["content-security-policy"] == POLICY
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    assert told["permissions-policy"] == "camera=(self), geolocation=(self), microphone=(self)"
    assert told["cross-origin-opener-policy"] == "same-origin"


async def test_it_tells_that_it_is_there(ask: Ask) -> None:
    assert (await ask("GET", "/health/live")).json() == {"status": "alive"}
    assert (await ask("GET", "/health/ready")).json() == {"status": "ready"}


def test_the_pack_may_be_missing(screens: Path, tmp_path: Path) -> None:
    assert read(screens, tmp_path / "none").keys() == read(screens).keys()


def served(screens: Path, port: int) -> subprocess.Popen[str]:
    environment = os.environ | {"ZHIFATONG_SCREENS": str(screens), "ZHIFATONG_PORT": str(port)}
    return subprocess.Popen([sys.executable, "-m", "web"], env=environment, stderr=subprocess.PIPE, text=True)


@pytest.mark.stack
def test_it_serves_until_it_is_asked_to_end(screens: Path) -> None:
    (port,) = ports.free(1)
    with served(screens, port) as process:
        try:
            assert until(lambda: ports.listens(port) or process.poll() is not None, 20)
            assert httpx.get(f"http://{ports.HOST}:{port}/sign-in").content == PAGE
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) in (0, -signal.SIGTERM)
        finally:
            process.kill()


@pytest.mark.stack
def test_without_screens_it_says_what_builds_them(screens: Path) -> None:
    (screens / "index.html").unlink()
    with served(screens, 1) as process:
        _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.endswith("holds no index.html: `make web` builds it\n")
