"""The real Envoy in front of stub services."""

import json
import select
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from contracts.refusal import Category
from contracts.topics import SERVICES
from stack import envoy, house, ports
from stack.process import Process, until
from stack.routes import ANSWERS, CATEGORIES, HSTS, MEGABYTE, ROUTES
from stack.settings import Settings

STANDSTILL = 2.0
KEY = OKPKey.generate_key("Ed25519", {"kid": "test"})


class Stub(BaseHTTPRequestHandler):
    """Publishes the key; answers anything else with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        keys = {"keys": [KEY.as_dict(private=False, alg="EdDSA", use="sig")]}
        body = json.dumps(keys if self.path == "/jwks" else {"path": self.path}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the gateway; supervision is away."""
    stub = ThreadingHTTPServer((ports.HOST, 0), Stub)
    threading.Thread(target=stub.serve_forever).start()
    port, nobody = ports.free(2)
    upstreams = dict.fromkeys([*SERVICES, "web"], stub.server_address[1]) | {"supervision": nobody}
    folder = tmp_path_factory.mktemp("gateway")
    process = Process(envoy.program(folder, port, upstreams, STANDSTILL), folder / "envoy.log")
    try:
        assert until(lambda: ports.listens(port) or process.status is not None, 20), process.last_lines()
        with httpx.Client(base_url=f"http://{ports.HOST}:{port}") as client:
            assert until(lambda: client.get("/api/cases/cases", headers=bearer()).status_code == 200, 20)
            yield client
    finally:
        process.stop()
        stub.shutdown()
        stub.server_close()


def bearer(key: OKPKey = KEY, **other: object) -> dict[str, str]:
    claims = {"iss": "zhifatong-identity", "aud": "zhifatong", "sub": "p-1", "exp": int(time.time()) + 600} | other
    token = jwt.encode({"alg": "EdDSA", "kid": "test"}, claims, key, algorithms=["EdDSA"])
    return {"authorization": f"Bearer {token}"}


def is_problem(answer: httpx.Response, status: int, code: str) -> bool:
    document = answer.json()
    return (
        answer.status_code == document["status"] == status
        and answer.headers["content-type"] == "application/problem+json"
        and document["code"] == code
        and document["category"] == CATEGORIES.get(status, Category.MALFORMED)
        and bool(document["title"])
    )


def test_a_token_of_identity_is_accepted_and_the_prefix_is_stripped(gateway: httpx.Client) -> None:
    answer = gateway.get("/api/cases/cases/case-1?x=1", headers=bearer())
    assert (answer.status_code, answer.json()) == (200, {"path": "/cases/case-1?x=1"})


@pytest.mark.parametrize("service", SERVICES)
def test_without_a_token_nothing_but_the_open_routes_answers(gateway: httpx.Client, service: str) -> None:
    assert is_problem(gateway.get(f"/api/{service}/anything"), 401, "unauthorized")
    assert is_problem(gateway.get(f"/api/{service}/docs/../anything"), 401, "unauthorized")


@pytest.mark.parametrize(
    "headers",
    [
        bearer(OKPKey.generate_key("Ed25519", {"kid": "test"})),
        bearer(exp=int(time.time()) - 3600),
        bearer(iss="somebody"),
        {"authorization": "Bearer nonsense"},
    ],
    ids=["forged", "expired", "other issuer", "not a token"],
)
def test_a_bad_token_is_refused(gateway: httpx.Client, headers: dict[str, str]) -> None:
    assert is_problem(gateway.get("/api/cases/cases", headers=headers), 401, "unauthorized")


def test_a_token_for_somebody_else_is_refused(gateway: httpx.Client) -> None:
    assert is_problem(gateway.get("/api/cases/cases", headers=bearer(aud="bank")), 403, "forbidden")


OPEN = ["identity/sign-in", "identity/refresh", "identity/shown-certificates", "identity/jwks"]
OPEN += ["identity/first-administrator", "cases/openapi.json", "credit/docs"]


@pytest.mark.parametrize("path", [*OPEN, "inspections/health/ready", "inspections/published-draws/draw-1"])
def test_open_routes_need_no_token(gateway: httpx.Client, path: str) -> None:
    assert gateway.post(f"/api/{path}").status_code == 200


@pytest.mark.parametrize("path", ["draws/draw-1/record", "published-draws", "published-draws-x/draw-1"])
def test_of_draws_the_published_ones_alone_are_open(gateway: httpx.Client, path: str) -> None:
    assert is_problem(gateway.get(f"/api/inspections/{path}"), 401, "unauthorized")


def test_an_unknown_address_is_a_problem(gateway: httpx.Client) -> None:
    assert is_problem(gateway.get("/api/nobody/x", headers=bearer()), 404, "not-found")
    assert is_problem(gateway.get("/api/nobody/x"), 401, "unauthorized")
    assert is_problem(gateway.get("/api"), 404, "not-found")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/assets/index-B1x.js?x=1", "/apiary", "/healthy", "/cases/api/x"])
def test_all_that_is_no_api_is_the_screens_and_needs_no_token(gateway: httpx.Client, path: str) -> None:
    assert gateway.get(path).json() == {"path": path}


@pytest.mark.parametrize("path", ["/health", "/health/ready", "/health/live", "/x/../health/live", "/%68ealth/live"])
def test_the_health_of_the_screens_is_for_operators(gateway: httpx.Client, path: str) -> None:
    assert is_problem(gateway.get(path), 404, "not-found")


def test_no_cache_keeps_what_the_gateway_says_itself(gateway: httpx.Client) -> None:
    answers = [
        gateway.get("/api/cases/cases"),
        gateway.get("/health"),
        gateway.get("/api/supervision/x", headers=bearer()),
    ]
    assert [answer.status_code for answer in answers] == [401, 404, 503]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert "cache-control" not in gateway.get("/api/cases/cases", headers=bearer()).headers


WRITTEN = ["metrics", "metrics?all=1", "metrics/", "%6detrics", "metric%73", "./metrics", "x/../metrics", "/metrics"]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("written", WRITTEN)
def test_metrics_cannot_be_read_through_the_gateway(gateway: httpx.Client, service: str, written: str) -> None:
    """Operators ask the service's own port; what only begins like it is no figure."""
    for headers in ({}, bearer()):
        assert is_problem(gateway.get(f"/api/{service}/{written}", headers=headers), 404, "not-found")
        assert is_problem(gateway.post(f"/api/{service}/{written}", headers=headers), 404, "not-found")
    assert gateway.get("/api/cases/metrics-of-cases", headers=bearer()).status_code == 200


def test_nothing_of_an_address_is_logged() -> None:
    """Names are searched for by its query (docs/decisions/0052)."""
    assert "access_log" not in json.dumps(envoy.configuration(1, {"cases": 2}))


def test_bodies_are_limited_and_pictures_may_be_larger(gateway: httpx.Client) -> None:
    body = b"x" * (MEGABYTE + 1)
    assert is_problem(gateway.post("/api/cases/cases", content=body, headers=bearer()), 413, "content-too-large")
    chunked = gateway.post("/api/cases/cases", content=iter([body]), headers=bearer())
    assert is_problem(chunked, 413, "content-too-large")
    assert gateway.post("/api/credit/imports", content=body, headers=bearer()).status_code == 200


def sending_file(gateway: httpx.Client, size: int) -> socket.socket:
    """Begin to send a file of that size."""
    caller = socket.create_connection((ports.HOST, gateway.base_url.port or 0))
    token = bearer()["authorization"]
    head = f"POST /api/cases/blobs HTTP/1.1\r\nhost: x\r\nauthorization: {token}\r\ncontent-length: {size}\r\n\r\n"
    caller.sendall(head.encode())
    return caller


def test_a_file_may_be_as_slow_as_it_is_while_something_comes(gateway: httpx.Client) -> None:
    """What is sent takes twice the time after which standing still is ended."""
    started, pieces = time.monotonic(), 0
    with sending_file(gateway, 1000) as caller:
        while pieces < 1000:
            answered, _, _ = select.select([caller], [], [], 0 if time.monotonic() > started + 2 * STANDSTILL else 0.1)
            assert not answered, caller.recv(1000)
            caller.sendall(b"x")
            pieces += 1
        assert b" 200 " in caller.recv(1000).splitlines()[0]


def test_a_file_that_stands_still_is_ended(gateway: httpx.Client) -> None:
    with sending_file(gateway, 1000) as caller:
        caller.sendall(b"x")
        answer = caller.makefile("rb")
        assert b" 408 " in answer.readline()


def test_files_are_passed_on_as_they_come_and_reading_them_has_no_end() -> None:
    """The service judges their size; 15 seconds would end a film on a slow line."""
    for service in ("cases", "inspections"):
        routes = {route.below: route for route in ROUTES if route.service == service}
        assert (routes["blobs"].largest_body, routes["files"].seconds) == (0, 0)


def test_every_answer_tells_browsers_to_come_by_https_alone(gateway: httpx.Client) -> None:
    answers = [
        gateway.get("/api/cases/cases", headers=bearer()),
        gateway.get("/api/cases/cases"),
        gateway.get("/api/cases/metrics"),
        gateway.get("/"),
        gateway.get("/api/supervision/counts", headers=bearer()),
    ]
    assert [answer.status_code for answer in answers] == [200, 401, 404, 200, 503]
    assert {answer.headers["strict-transport-security"] for answer in answers} == {HSTS}


def test_an_old_protocol_is_told_what_to_use(gateway: httpx.Client) -> None:
    with socket.create_connection((ports.HOST, gateway.base_url.port or 0)) as caller:
        caller.sendall(b"GET /api/identity/jwks HTTP/1.0\r\n\r\n")
        head, _, body = caller.makefile("rb").read().partition(b"\r\n\r\n")
    assert b"426" in head.splitlines()[0]
    assert b"application/problem+json" in head
    assert (json.loads(body)["code"], "HTTP/1.1" in json.loads(body)["detail"]) == ("upgrade-required", True)


def test_what_is_not_ready_says_why(gateway: httpx.Client) -> None:
    """Supervision is away, and nobody listens on another port."""
    settings = Settings(gateway_port=gateway.base_url.port or 0)
    (nobody,) = ports.free(1)
    assert house.why_not_ready(settings, "cases") == ""
    assert house.why_not_ready(settings, "web") == ""
    assert house.why_not_ready(settings, "supervision") == ANSWERS[503][1]
    assert "no answer" in house.why_not_ready(Settings(gateway_port=nobody), "cases")


def test_a_service_that_is_away_is_a_problem(gateway: httpx.Client) -> None:
    assert is_problem(gateway.get("/api/supervision/counts", headers=bearer()), 503, "service-unavailable")


def test_escaped_slashes_are_refused(gateway: httpx.Client) -> None:
    assert is_problem(gateway.get("/api/cases/docs%2f..%2fcases"), 400, "bad-request")


def test_pages_of_this_machine_may_call_and_others_may_not(gateway: httpx.Client) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "idempotency-key"}
    ours = gateway.options("/api/cases/cases", headers=asked | {"origin": "http://localhost:5173"})
    theirs = gateway.options("/api/cases/cases", headers=asked | {"origin": "http://elsewhere.example"})
    assert ours.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "access-control-allow-origin" not in theirs.headers
