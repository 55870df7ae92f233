"""The screens come from where the API is, with what keeps strangers' scripts out of them."""

import re

import httpx
import pytest
from tests.journeys.people import is_problem

from stack.routes import HSTS
from stack.settings import Settings
from web.answering import POLICY

NAMED = re.compile(r'(?:src|href)="(/assets/[^"]+)"')


@pytest.mark.parametrize("path", ["/", "/sign-in", "/cases/case-1"])
def test_every_address_of_a_screen_is_the_page(gateway: httpx.Client, path: str) -> None:
    answer = gateway.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["strict-transport-security"] == HSTS
    assert NAMED.search(answer.text)
    known = {"if-none-match": answer.headers["etag"]}
    assert gateway.get(path, headers=known).status_code == 304


@pytest.mark.parametrize("page", ["/", "/public.html"])
def test_what_the_page_names_is_there_for_a_year(gateway: httpx.Client, page: str) -> None:
    named = NAMED.findall(gateway.get(page).text)
    assert named
    for path in named:
        asset = gateway.get(path)
        assert (asset.status_code, asset.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")


def test_what_is_large_comes_compressed(gateway: httpx.Client) -> None:
    """A page of more than a kilobyte, or a script: whichever the built screens have."""
    paths = ["/", *NAMED.findall(gateway.get("/").text)]
    large = [path for path in paths if len(gateway.get(path, headers={"accept-encoding": "identity"}).content) > 1024]
    assert large
    for path in large:
        answer = gateway.get(path, headers={"accept-encoding": "gzip, br"})
        assert answer.headers["content-encoding"] in ("br", "gzip")
        assert answer.headers["etag"].startswith('"')


def test_what_is_not_there_is_not_found(gateway: httpx.Client) -> None:
    assert gateway.get("/assets/nobody-A1.js").status_code == 404
    assert is_problem(gateway.get("/api/nobody"), 401)


def test_its_health_is_not_for_callers_of_the_gateway(gateway: httpx.Client, settings: Settings) -> None:
    """Operators ask the port of its own."""
    assert is_problem(gateway.get("/health/ready"), 404)
    assert httpx.get(f"http://127.0.0.1:{settings.web_port}/health/ready").json() == {"status": "ready"}


def test_no_cache_keeps_what_the_api_answers(gateway: httpx.Client) -> None:
    answers = [gateway.get("/api/cases/work"), gateway.get("/api/identity/jwks"), gateway.get("/api/cases/metrics")]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 3
