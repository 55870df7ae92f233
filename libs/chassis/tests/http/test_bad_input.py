"""Bad input is answered with a problem document, never a 500, and changes nothing."""

from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from chassis.testing import KEY, Bench, Caller, token
from contracts.values import Role

NOTE = {"title": "一", "secret": "王五"}
PROBLEM = "application/problem+json"


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


async def post(officer: Caller, content: bytes, media_type: str = "application/json") -> Any:
    key = {"Idempotency-Key": "00000000-0000-4000-8000-000000000001", "content-type": media_type}
    return await officer.client.post("/notes", content=content, headers=officer.headers | key)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"{", 400, "not-json"),
        (b"[]", 422, "invalid"),
        (b'{"title": 1, "secret": "x"}', 422, "invalid"),
        (b'{"title": "x", "secret": "x", "extra": 1}', 422, "invalid"),
        (b'{"title": "", "secret": "x"}', 422, "invalid"),
        (b'{"title": "' + b"x" * 3_000 + b'"}', 413, "content-too-large"),
        (b"\xff\xfe", 400, "not-utf-8"),
        ('{"title": "一", "secret": "x"}'.encode("utf-16"), 400, "not-utf-8"),
        (b'{"title": "x", "secret": "x", "title": "y"}', 422, "doubled-name"),
    ],
)
async def test_bodies(notes: Bench[Any], officer: Caller, content: bytes, status: int, code: str) -> None:
    answer = await post(officer, content)
    assert (answer.status_code, answer.headers["content-type"], answer.json()["code"]) == (status, PROBLEM, code)
    assert await notes.parts.documents.count("note", {}) == 0


async def test_an_unknown_field_is_named_and_what_was_sent_is_not_repeated(officer: Caller) -> None:
    answer = await officer.act("/notes", NOTE | {"父亲": "王老五"})
    assert answer.json()["faults"] == [{"field": "父亲", "reason": "没有这一项"}]
    assert "王" not in answer.text


async def test_a_name_that_comes_twice_is_told_with_what_to_do(officer: Caller) -> None:
    answer = (await post(officer, b'{"title": "x", "secret": "x", "part": {"of": 1, "of": 1}}')).json()
    assert "of" in answer["detail"]
    assert answer["remedy"]


async def test_a_method_that_is_not_there_is_answered_with_those_that_are(notes: Bench[Any], officer: Caller) -> None:
    for path, allowed in (("/notes", "GET, POST"), ("/notes/note-1", "GET"), ("/notes/note-1/striking", "POST")):
        assert (await notes.client.delete(path, headers=officer.headers)).headers["allow"] == allowed


async def test_unknown_ids_and_addresses(notes: Bench[Any], officer: Caller) -> None:
    assert (await officer.ask("/notes/note-none")).json()["code"] == "not-found"
    nowhere = await officer.ask("/nowhere")
    assert (nowhere.status_code, nowhere.headers["content-type"]) == (404, PROBLEM)
    wrong_method = await notes.client.delete("/notes", headers=officer.headers)
    assert (wrong_method.status_code, wrong_method.headers["content-type"]) == (405, PROBLEM)


async def test_a_bug_is_a_500_without_what_was_in_it(officer: Caller) -> None:
    answer = await officer.ask("/notes/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "王五" not in answer.text
    assert "Traceback" not in answer.text


FORGED = OKPKey.generate_key("Ed25519", {"kid": "test"})
CLAIMS = {"iss": "zhifatong-identity", "aud": "zhifatong", "sub": "x", "agency": "130624100", "exp": 4_000_000_000}


def bad_tokens() -> dict[str, str]:
    """Return tokens of noise, another key, no signature or a symmetric one, with wrong or missing claims."""
    whole = token("officer-1", "130624100", Role.OFFICER)
    head, body, _ = whole.split(".")
    secret = jwt.encode({"alg": "HS256"}, CLAIMS, OctKey.import_key("a secret that is long enough"))
    return {
        "noise": "noise",
        "forged": jwt.encode({"alg": "EdDSA", "kid": "test"}, CLAIMS, FORGED, algorithms=["EdDSA"]),
        "unsigned": f"{head}.{body}.",
        "symmetric": secret,
        "expired": token("officer-1", "130624100", exp=1),
        "wrong audience": token("officer-1", "130624100", aud="elsewhere"),
        "wrong issuer": token("officer-1", "130624100", iss="elsewhere"),
        "no agency": token("officer-1", "nowhere"),
        "unknown role": token("officer-1", "130624100", roles=["emperor"]),
        "unknown key": jwt.encode({"alg": "EdDSA", "kid": "other"}, CLAIMS, KEY, algorithms=["EdDSA"]),
    }


@pytest.mark.parametrize("kind", bad_tokens())
async def test_tokens(notes: Bench[Any], kind: str) -> None:
    answer = await Caller(notes.client, bad_tokens()[kind]).act("/notes", NOTE)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-token")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert await notes.parts.documents.count("note", {}) == 0


async def test_no_token(notes: Bench[Any]) -> None:
    answer = await notes.client.get("/notes")
    assert (answer.status_code, answer.json()["code"]) == (401, "no-token")


async def test_another_role(notes: Bench[Any]) -> None:
    answer = await notes.caller("head-1", "130624100", Role.HEAD).act("/notes", NOTE)
    assert (answer.status_code, answer.json()["detail"]) == (403, "此项须由执法人员办理")
