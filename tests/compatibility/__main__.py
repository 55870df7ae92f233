"""Dump a small part of the stores of a running stack that played its season: `python -m tests.compatibility FOLDER`."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from aiokafka import AIOKafkaProducer
from bson.json_util import RELAXED_JSON_OPTIONS, dumps
from pymongo import MongoClient
from tests.compatibility.choosing import PARKED, Choice, Document, Place
from tests.compatibility.epilogue import DAY, NEW_FIRMS, Asked, Epilogue, claims

from contracts.credit import TierChanged
from contracts.envelope import Envelope
from contracts.topics import CASES, FIRMS, SERVICES
from contracts.values import Role, Tier
from county import sample_county
from season import accounts
from season.days import Days
from season.player import Body, Player, until
from stack import services
from stack.settings import Settings

LEFT_OUT = ("keys", "login")
"""What opens something: signing keys and hashes of passwords. Files are left out too."""
SHOWN = {
    "body": ("/bodies/", "body-"),
    "case": ("/cases/", ""),
    "clue": ("/clues/", ""),
    "draw": ("/draws/", ""),
    "firm": ("/firms/", "firm-"),
    "import": ("/imports/", ""),
    "officer": ("/officers/", ""),
    "patrol": ("/patrols/", ""),
    "power": ("/powers/", "power-"),
    "task": ("/tasks/", ""),
    "visit": ("/visits/", ""),
    "case_rows": ("/follow-up/", ""),
}
"""Where an aggregate is seen, and how its id begins that the address leaves out."""
WITH_HISTORY = ("case", "firm")
OF_EACH_KIND = 2
AT_REST_SECONDS = 3.0


@asynccontextmanager
async def epilogue(settings: Settings) -> AsyncIterator[Epilogue]:
    """Return the epilogue, not played yet, on its day."""
    environment = services.shared_environment(settings)
    secret = environment["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]
    async with httpx.AsyncClient(base_url=settings.gateway_address, timeout=60) as client:
        days = Days(Path(environment["ZHIFATONG_CLOCK_FILE"]), client, SERVICES)
        await days.go_to(DAY)
        cast = await accounts.enter(client, sample_county(), secret)
        yield Epilogue(cast, days, Player(client, accounts.ADMINISTRATOR, accounts.password_of_the_sample(secret)))


def stored(settings: Settings) -> dict[Place, Document]:
    """Every document of every store but what is left out."""
    found: dict[Place, Document] = {}
    with MongoClient[Document](settings.store_address, tz_aware=True) as client:
        for service in SERVICES:
            database = client[f"zhifatong_{service}"]
            for name in database.list_collection_names():
                if name not in LEFT_OUT and not name.startswith("fs."):
                    found |= {
                        Place(service, name, str(document["_id"])): document for document in database[name].find()
                    }
    return found


async def at_rest(settings: Settings) -> dict[Place, Document]:
    """Return the stored documents as soon as nothing changes any more and nothing is unpublished or uncounted."""
    before: dict[Place, Document] = {}
    while True:
        after = stored(settings)
        under_way = [document for document in after.values() if {"pending_since", "touched"} & document.keys()]
        if after == before and not under_way:
            return after
        before = after
        await asyncio.sleep(AT_REST_SECONDS)


async def park(settings: Settings) -> None:
    """Send two records that are parked: one is no event, one comes before the event that it follows."""
    firm = f"firm-{NEW_FIRMS[0]}"
    event = TierChanged(
        code=NEW_FIRMS[0],
        previous=Tier.B,
        tier=Tier.A,
        score=0,
        model="fuping-sample-2025",
        changed_on=DAY,
        explanation="样例",
    )
    early = Envelope(
        subject=firm,
        sequence=3,
        type=event.type,
        source="credit",
        time=f"{DAY.isoformat()}T04:00:00.000Z",
        actor="officer-somebody",
        agency="130624-market",
        township="",
        cause="http:officer-somebody:early",
        digest="sha256:" + "0" * 64,
        fielddigests={},
        traceparent="",
        data=event.public(),
    )
    async with AIOKafkaProducer(bootstrap_servers=settings.kafka_address) as producer:
        await producer.send_and_wait(CASES.name, b"no event", key=b"case-unreadable")
        await producer.send_and_wait(FIRMS.name, early.value(), key=firm.encode(), headers=early.headers())
    expected = len(CASES.readers) + len(FIRMS.readers)

    async def parked() -> bool | None:
        found = [place for place in stored(settings) if place.collection == PARKED]
        return True if len(found) == expected else None

    await until("both records are parked", parked)


def views(choice: Choice, played: Epilogue) -> Iterator[Asked]:
    """Yield questions for a few of each kind, those of the epilogue first; the supervisor sees all but the accounts."""
    supervisor = played.cast.of("130624-justice", Role.SUPERVISOR)
    places = sorted(choice.chosen, key=played.turn)
    for collection, (folder, prefix) in SHOWN.items():
        for place in [place for place in places if place.collection == collection][:OF_EACH_KIND]:
            who = played.administrator if place.service == "identity" else supervisor
            path = folder + place.id.removeprefix(prefix)
            for address in (path, f"{path}/history") if collection in WITH_HISTORY else (path,):
                yield Asked(place.service, address, "", {}, claims(who), who)


async def answered(asked: Asked) -> Body:
    """Return a question with its answer, or a repeated command with the id and version in its answer."""
    if asked.key:
        headers = {"Idempotency-Key": asked.key, "If-Match": "*"}
        answer = await asked.player.send("POST", asked.address, json=asked.body, headers=headers)
        view = {name: answer.json()[name] for name in ("id", "version")}
    else:
        answer = await asked.player.send("GET", asked.address)
        view = answer.json()
    return {
        "service": asked.service,
        "path": asked.path,
        "claims": asked.claims,
        "key": asked.key,
        "body": asked.body,
        "status": answer.status_code,
        "etag": answer.headers.get("etag", ""),
        "answer": view,
    }


async def dump(folder: Path) -> None:
    settings = Settings()
    async with epilogue(settings) as played:
        await played.play()
        choice = Choice(await at_rest(settings))
        choice.choose(played.roots)
        answers = [await answered(asked) for asked in (*played.asked, *views(choice, played))]
        await park(settings)
        choice = Choice(await at_rest(settings))
        choice.choose(played.roots)
    write(folder, choice, answers)


def write(folder: Path, choice: Choice, answers: list[Body]) -> None:
    """Write a file for each service and one for the answers, one document a line, in extended JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[Body]] = {service: [] for service in SERVICES} | {"answers": answers}
    for place in sorted(choice.chosen):
        lines[place.service].append({"collection": place.collection, "document": choice.everything[place]})
    for name, found in lines.items():
        written = [dumps(line, json_options=RELAXED_JSON_OPTIONS, ensure_ascii=False) for line in found]
        (folder / f"{name}.jsonl").write_text("\n".join([*written, ""]))


if __name__ == "__main__":
    asyncio.run(dump(Path(sys.argv[1])))
