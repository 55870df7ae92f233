"""Only tokens signed by identity are accepted, at the gateway and again at every service."""

import base64
import json
import time
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey
from tests.journeys.people import ADMINISTRATOR, People, is_problem

from contracts.topics import SERVICES
from county import invented_identity
from stack.settings import Settings

ALGORITHM = "EdDSA"
CLUE = {"township": "130624100", "seen_on": "2026-11-07", "place": "东街", "description": "占道", "informant": "匿名"}
LONG_ENOUGH_SECONDS = 4
"""The wait grows from one second: until then a slow machine lets the next try come late."""

type Forge = Callable[[str, dict[str, Any]], str]


def read(token: str, part: int) -> dict[str, Any]:
    text = token.split(".")[part]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return read


def written(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def with_more_roles(token: str, keys: dict[str, Any]) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{written(read(token, 1) | {'roles': ['supervisor', 'administrator']})}.{signature}"


def unsigned(token: str, keys: dict[str, Any]) -> str:
    return f"{written({'alg': 'none', 'typ': 'JWT'})}.{token.split('.')[1]}."


def with_another_key(token: str, keys: dict[str, Any]) -> str:
    """It even says that it is the right key."""
    header = {"alg": ALGORITHM, "kid": read(token, 0)["kid"]}
    return jwt.encode(header, read(token, 1), OKPKey.generate_key("Ed25519"), algorithms=[ALGORITHM])


def with_the_public_key_as_secret(token: str, keys: dict[str, Any]) -> str:
    secret = OctKey.import_key(keys["keys"][0]["x"])
    return jwt.encode({"alg": "HS256", "kid": read(token, 0)["kid"]}, read(token, 1), secret, algorithms=["HS256"])


def cut_short(token: str, keys: dict[str, Any]) -> str:
    return token[:-10]


def no_token(token: str, keys: dict[str, Any]) -> str:
    return ""


def nonsense(token: str, keys: dict[str, Any]) -> str:
    return "a.b.c"


FORGERIES: list[Forge] = [
    with_more_roles,
    unsigned,
    with_another_key,
    with_the_public_key_as_secret,
    cut_short,
    no_token,
    nonsense,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_token_opens_no_service(people: People, settings: Settings, forge: Forge) -> None:
    honest = people["130624100-officer-2"].token
    forged = forge(honest, people.client.get("/api/identity/jwks").json())
    headers = {"Authorization": f"Bearer {forged}"} if forged else {}
    for service, port in settings.service_ports.items():
        for address in (f"/api/{service}/work", f"http://127.0.0.1:{port}/work"):
            answer = people.client.get(address, headers=headers)
            assert is_problem(answer, 401)
            assert "bearer" in answer.headers["www-authenticate"].lower()


def test_the_honest_one_opens_each(people: People, settings: Settings) -> None:
    for service in SERVICES:
        assert people["130624100-officer-2"].ask(f"/api/{service}/work").status_code == 200


@pytest.mark.parametrize("scheme", ["Basic", "bearer token", "Token"])
def test_another_scheme_opens_nothing(people: People, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {people[ADMINISTRATOR].token}"}
    assert is_problem(people.client.get("/api/cases/work", headers=headers), 401)


def test_a_key_that_was_used_for_something_else_is_refused(people: People) -> None:
    hotline, key = people["130624-hotline-hotline-1"], str(uuid.uuid4())
    first = hotline.act("/api/cases/clues", CLUE, key=key)
    again = hotline.act("/api/cases/clues", CLUE, key=key)
    other = hotline.act("/api/cases/clues", CLUE | {"place": "西街"}, key=key)
    assert first.status_code == again.status_code == 201
    assert again.json() == first.json()
    assert is_problem(other, 422, "key-reused")
    assert hotline.seen(f"/api/cases/clues/{first.json()['id']}") == first.json() | {"description": "占道"}


def test_two_people_may_use_the_same_key(people: People) -> None:
    """The one does not learn what the other did: a key counts for its person alone."""
    key = str(uuid.uuid4())
    first = people["130624-hotline-hotline-1"].act("/api/cases/clues", CLUE, key=key)
    assert first.status_code == 201
    other = people["130624100-officer-2"].act("/api/cases/clues", CLUE, key=key)
    assert is_problem(other, 409, "already-exists")


def test_who_guesses_passwords_has_to_wait(people: People, gateway: httpx.Client) -> None:
    """Even the right one does not help then, and the answer tells how long."""
    administrator, login = people[ADMINISTRATOR], f"guessed-{uuid.uuid4()}"
    fields = {"name": "样例人员", **invented_identity(60_002), "body": "130624100", "roles": ["officer"]}
    id = administrator.act("/api/identity/officers", fields).json()["id"]
    account = {"login": login, "password": "a right password"}
    alone = administrator.act(f"/api/identity/officers/{id}/login", account)
    assert is_problem(alone, 403, "identity/other-administrator-opens")
    assert people["second-administrator"].act(f"/api/identity/officers/{id}/login", account).status_code == 201
    assert gateway.post("/api/identity/sign-in", json=account).status_code == 200
    for _ in range(5):
        answer = gateway.post("/api/identity/sign-in", json=account | {"password": "a wrong password"})
        assert is_problem(answer, 401, "identity/wrong-login")
    while int(answer.headers.get("retry-after", 0)) < LONG_ENOUGH_SECONDS:
        answer = gateway.post("/api/identity/sign-in", json=account | {"password": "a wrong password"})
    locked = gateway.post("/api/identity/sign-in", json=account)
    assert is_problem(locked, 429, "identity/tried-too-often")
    assert int(locked.headers["retry-after"]) > 0


def test_a_name_that_nobody_has_is_answered_like_a_wrong_password(people: People, gateway: httpx.Client) -> None:
    nobody = gateway.post("/api/identity/sign-in", json={"login": "nobody", "password": "whatever it is"})
    known = gateway.post("/api/identity/sign-in", json={"login": "130624100-officer-6", "password": "whatever it is"})
    assert is_problem(nobody, 401, "identity/wrong-login")
    assert nobody.json() == known.json()


def test_a_token_says_no_name(people: People) -> None:
    claims = read(people["130624100-officer-2"].token, 1)
    assert set(claims) <= {"iss", "aud", "iat", "exp", "sub", "agency", "roles", "certificate", "township", "session"}
    assert claims["exp"] > time.time()
