"""Bench for tests of services: signed-in callers, an app in process, and foreign events as they would arrive."""

import uuid
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from httpx import ASGITransport, AsyncClient, Response
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from chassis.clock import Clock, wall
from chassis.documents import MemoryBlobs, MemoryDocuments
from chassis.http import application, open_always
from chassis.kafka import Record, Take
from chassis.outbox import Producer
from chassis.process import Blueprint, Outside, Settings, compose
from chassis.security import ALGORITHM, Audience, Tokens
from chassis.store import enveloped, recorded
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.origin import Origin
from contracts.topics import Topic
from contracts.values import PersonId, Role

AUDIENCE = Audience("zhifatong-identity", "zhifatong")
KEY = OKPKey.generate_key("Ed25519", {"kid": "test", "alg": ALGORITHM, "use": "sig"})


async def keys() -> dict[str, Any]:
    return dict(KeySet([KEY]).as_dict(private=False))


@dataclass
class SetClock:
    """A clock that stands where a test put it."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


def token(
    person: str,
    agency: str,
    *roles: Role,
    certificate: str | None = None,
    township: str | None = None,
    **claims: Any,
) -> str:
    """A token such as identity issues, signed with the test's key; `claims` overrides any of it."""
    now = int(datetime.now(UTC).timestamp())
    body = {
        "iss": AUDIENCE.issuer,
        "aud": AUDIENCE.audience,
        "sub": person,
        "agency": agency,
        "roles": [role.value for role in roles],
        "exp": now + 600,
        "iat": now,
        **({"certificate": certificate} if certificate else {}),
        **({"township": township} if township else {}),
    }
    return jwt.encode({"alg": ALGORITHM, "kid": "test"}, body | claims, KEY, algorithms=[ALGORITHM])


class Client[R](Protocol):
    """An httpx client: of a synchronous one R is the response, of an asynchronous one what is awaited for it."""

    def get(self, url: str, *, params: dict[str, Any] | None = None, headers: dict[str, str]) -> R: ...
    def post(
        self, url: str, *, json: Any = None, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> R: ...


@dataclass(frozen=True)
class Caller[R = Coroutine[Any, Any, Response]]:
    """A person with a token, calling one app or a gateway."""

    client: Client[R]
    token: str

    def act(self, path: str, body: Any = None, *, key: str | None = None, headers: dict[str, str] | None = None) -> R:
        """A command under a fresh Idempotency-Key, on whatever is there, unless `key` and `headers` say otherwise."""
        sent = {"Idempotency-Key": key or str(uuid.uuid4()), "If-Match": "*", **self.headers, **(headers or {})}
        return self.client.post(path, json=body if body is not None else {}, headers=sent)

    def ask(self, path: str, **parameters: Any) -> R:
        return self.client.get(path, params=parameters or None, headers=self.headers)

    def send_file(self, content: bytes, media_type: str = "image/jpeg", path: str = "/blobs") -> R:
        return self.client.post(path, content=content, headers={**self.headers, "content-type": media_type})

    async def upload(
        self: "Caller[Coroutine[Any, Any, Response]]", content: bytes, media_type: str = "image/jpeg"
    ) -> str:
        """Send a file, and return its sha256."""
        return str((await self.send_file(content, media_type)).raise_for_status().json()["sha256"])

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def jpeg(about: str) -> bytes:
    """Return a picture of one grey pixel with a remark in it, so that each `about` has its own."""
    remark = about.encode()
    tables = "ffdb004300" + "01" * 64 + "ffc0000b080001000101011100"
    tables += "ffc400140001" + "00" * 16 + "ffc400141001" + "00" * 16 + "ffda0008010100003f003fffd9"
    return b"\xff\xd8\xff\xfe" + (len(remark) + 2).to_bytes(2) + remark + bytes.fromhex(tables)


async def no_broker() -> Producer:
    """Connect to nothing: tests without Kafka publish nothing."""
    raise ConnectionError


def hears_nothing(take: Take) -> None:
    """Join no group: a bench is handed its records."""


async def nothing_published(topics: Sequence[Topic]) -> list[tuple[str, Envelope]]:
    """Find no record in any topic."""
    return []


def nothing_to_close() -> None:
    """Leave everything as it is."""


def in_memory(clock: Clock = wall, settings: Settings | None = None, *, any_version: bool = True) -> Outside:
    """Return an outside for tests in process: nothing leaves, and memory keeps documents as the real store would.

    Commands may be on `any_version`, as most tests care for none.
    """
    return Outside(
        settings=(settings or Settings()).model_copy(update={"any_version": any_version}),
        documents=MemoryDocuments(),
        blobs=MemoryBlobs(),
        clock=clock,
        tokens=Tokens(keys, AUDIENCE),
        connect=no_broker,
        listen=hears_nothing,
        newest=nothing_published,
        close=nothing_to_close,
    )


class Bench[S]:
    """One service in process, on an outside that stays in memory (or on what a test gives)."""

    def __init__(self, blueprint: Blueprint[S], outside: Outside) -> None:
        self.process = compose(blueprint, outside, "all")
        self.name = blueprint.name
        self.service = self.process.service
        self.parts = self.process.parts
        self.attempts = self.process.attempts
        self.parking = self.process.parking
        self.consuming = self.process.consuming
        self.consuming.pause = no_pause
        self.sequences: dict[str, tuple[int, str]] = {}
        context = replace(self.process.context(), alive=[], ready=[], closed=open_always)
        self.app = application(self.service, blueprint.router(self.service, self.parts), context)
        self.client = AsyncClient(
            transport=ASGITransport(self.app, raise_app_exceptions=False), base_url="http://service"
        )

    def caller(self, person: str, agency: str, *roles: Role, **claims: Any) -> Caller:
        return Caller(self.client, token(person, agency, *roles, **claims))

    async def hear(self, subject: str, event: Event, *, actor: str = "somebody", agency: str = "130624100") -> Envelope:
        """Let the event arrive as the next one of its aggregate; return its envelope, so that it can be repeated."""
        sequence, head = self.sequences.get(subject, (0, ""))
        who = Origin(
            actor=PersonId(actor),
            agency=agency,
            cause=f"http:{actor}:{uuid.uuid4()}",
            request="",
            at=self.parts.clock(),
        )
        record = recorded([event], who, sequence, head)[0]
        self.sequences[subject] = (record["sequence"], record["digest"])
        envelope = enveloped(record, subject, "elsewhere")
        await self.hear_again(envelope, event)
        return envelope

    async def hear_again(self, envelope: Envelope, event: Event) -> None:
        topic = event.topic.name if event.topic else ""
        headers = tuple((name, value) for name, value in envelope.headers())
        key = envelope.subject.encode()
        await self.consuming.take([Record(topic, 0, envelope.sequence, key, envelope.value(), headers)])

    async def parked(self) -> list[str]:
        """Return the reasons of what is parked: a test of a reaction usually wants none."""
        return [parked.detail or parked.reason for parked in await self.parking.listed()]

    async def hear_own(self, kind: str, id: str, topic: str) -> None:
        """Deliver what the service itself published of one aggregate, as its own subscription would."""
        for document in await self.parts.documents.find(kind, {"_id": id}):
            for record in document["events"]:
                envelope = enveloped(record, id, self.name)
                headers = tuple((name, value) for name, value in envelope.headers())
                await self.consuming.take(
                    [Record(topic, 0, record["sequence"], id.encode(), envelope.value(), headers)]
                )


def no_pause(attempt: int) -> float:
    return 0.0


LINKED = ("officers", "subject", "document", "licence", "requested_on")
"""Fields whose values go together with those of others."""


def ready(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps that the caller may give now."""
    return [step for step in steps if step["may_i"] and not step["missing"]]


def bodies(openapi: dict[str, Any], step: dict[str, Any], typed: dict[str, Any]) -> list[dict[str, Any]]:
    """Return bodies made of the form of a step, with what it leaves to be typed: one, and one for each other option.

    A list is given whole where it is asked for, and one by one where it may be left out.
    """
    schemas = openapi["components"]["schemas"]
    schema = schemas[step["schema"]] if step["schema"] else {"properties": {}}
    required, known = schema.get("required", []), step["prefill"]
    body: dict[str, Any] = {name: typed[name] for name in required if name in typed} | known
    for field in required:
        if field not in body:
            listed = schema["properties"][field].get("type") == "array"
            values = option_values(step["options"][field])
            body[field] = values if listed else values[0]
    if "officers" in body:
        body["officers"] = two_of(body["officers"], option_values(step["options"]["officers"]))
    return [body, *(varied(body, schema, field, value) for field, value in single_options(step, schema))]


def two_of(named: list[str], able: list[str]) -> list[str]:
    return [*named, *(number for number in able if number not in named)][: max(2, len(named))]


def single_options(step: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, Any]]:
    fields = [field for field in step["options"] if "." not in field and field not in LINKED]
    return [(field, value) for field in fields for value in option_values(step["options"][field])]


def varied(body: dict[str, Any], schema: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    listed = schema["properties"][field].get("type") == "array"
    return body | {field: [value] if listed else value}


def option_values(option: dict[str, Any]) -> list[Any]:
    """Return the choices of a field, or the ends of its bounds."""
    if "choices" in option:
        return [choice["value"] for choice in option["choices"]]
    ends = [end for end in (option["least"], option["most"]) if end is not None]
    return [*ends, *(choice["value"] for choice in option["besides"])]
