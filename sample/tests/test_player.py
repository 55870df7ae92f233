"""Player of the season: goes on when a process was killed, and says what is wrong when it can't."""

import json

import httpx
import pytest

from season import accounts, player
from season.player import Player, Unexpected

UNAVAILABLE = httpx.Response(503, json={"detail": "暂时无法办理"})
DONE = httpx.Response(201, json={"id": "case-1"})


class Gateway(httpx.AsyncBaseTransport):
    """Gives the answers in turn; None: nobody listens."""

    def __init__(self, *answers: httpx.Response | None) -> None:
        self.answers, self.asked = list(answers), list[httpx.Request]()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers.pop(0) or refused(request)


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def client(gateway: Gateway) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=gateway, base_url="http://gateway")


async def test_a_command_is_sent_again_under_its_key_until_it_is_answered() -> None:
    gateway = Gateway(None, UNAVAILABLE, DONE)
    async with client(gateway) as http:
        assert await Player(http, "li", token="t").act("/api/cases/cases", {"power": "CG-03"}) == {"id": "case-1"}
    assert len({request.headers["Idempotency-Key"] for request in gateway.asked}) == 1
    assert [json.loads(request.content) for request in gateway.asked] == [{"power": "CG-03"}] * 3
    assert {request.headers["Authorization"] for request in gateway.asked} == {"Bearer t"}


async def test_a_question_is_asked_again_too_but_not_what_was_refused() -> None:
    gateway = Gateway(UNAVAILABLE, None, httpx.Response(404, json={}))
    async with client(gateway) as http:
        with pytest.raises(Unexpected, match="li GET /api/cases/cases/x: 404"):
            await Player(http, "li").ask("/api/cases/cases/x")
    assert gateway.answers == []


@pytest.mark.parametrize(("last", "told"), [(UNAVAILABLE, "503"), (None, "no answer")])
async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch, last: httpx.Response | None, told: str) -> None:
    monkeypatch.setattr(player, "AWAY_SECONDS", -1.0)
    async with client(Gateway(last)) as http:
        with pytest.raises(Unexpected, match=told):
            await Player(http, "li").ask("/api/cases/cases")


async def test_a_store_of_another_sample_is_named_as_the_reason() -> None:
    taken, wrong = httpx.Response(409, json={}), httpx.Response(401, json={})
    async with client(Gateway(taken, wrong)) as http:
        with pytest.raises(Unexpected, match="empty the store"):
            await accounts.first_administrator(http, "secret", "password")
    async with client(Gateway(httpx.Response(201, json={}), wrong)) as http:
        with pytest.raises(Unexpected, match="administrator signs in: 401"):
            await accounts.first_administrator(http, "secret", "password")


async def test_who_has_something_to_do_signs_in_first_and_once() -> None:
    signed_in = httpx.Response(200, json={"token": "t", "person": "person-1"})
    gateway = Gateway(signed_in, DONE, DONE)
    async with client(gateway) as http:
        li = Player(http, "li", password="of the sample")
        await li.act("/api/cases/cases")
        await li.act("/api/cases/cases")
    assert [request.url.path for request in gateway.asked] == ["/api/identity/sign-in"] + ["/api/cases/cases"] * 2
    assert [request.headers.get("Authorization") for request in gateway.asked] == [None, "Bearer t", "Bearer t"]
