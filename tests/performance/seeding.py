"""Cases of ten events each, as the service itself would have written them, with the officers who may add to them."""

from datetime import date, timedelta
from itertools import batched
from typing import Any

from cases.__main__ import BLUEPRINT
from cases.service import Service
from chassis.clock import wall
from chassis.documents import Document, MongoBlobs, MongoDocuments, Received, connect
from chassis.documents.blobs import chunks
from chassis.testing import Bench, in_memory, jpeg, token
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.values import CHINA, PersonId, Role

DATABASE = "zhifatong_cases"
TOWN = "130624100"
OFFICERS = ("HB-1001", "HB-1002")
PERSON = "officer-hb-1001"
PICTURE = jpeg("a heap of burning tyres")
INSERTED_AT_ONCE = 500
EVENTS = 10


def id_of(number: int) -> str:
    return f"case-{number:08d}"


def today() -> date:
    return wall().astimezone(CHINA).date()


def signed() -> str:
    """Return the first officer's token, valid for two hours."""
    until = int(wall().timestamp()) + 7_200
    return token(PERSON, TOWN, Role.OFFICER, certificate=OFFICERS[0], township=TOWN, exp=until)


async def certify(bench: Bench[Service]) -> list[Document]:
    """Write the rows that the service keeps of two officers."""
    since, until = today() - timedelta(days=365), today() + timedelta(days=365)
    for number in OFFICERS:
        certified = OfficerCertified(
            certificate=number, body=TOWN, township=TOWN, valid_from=since, valid_until=until, fields=()
        )
        known = OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="某人")
        await bench.hear(f"officer-{number.lower()}", known)
        await bench.hear(f"officer-{number.lower()}", certified)
    return await bench.parts.documents.find("officers", {})


async def sample(events: int) -> tuple[Document, list[Document], dict[str, Any]]:
    """Play a case: filed, party identified, evidence taken and confirmed; return it, the officers and one more item."""
    bench = Bench(BLUEPRINT, in_memory())
    officers = await certify(bench)
    first, second = (
        bench.caller(f"officer-{number.lower()}", TOWN, Role.OFFICER, certificate=number, township=TOWN)
        for number in OFFICERS
    )
    filing = {"power": "EN-03", "township": TOWN, "act_on": today().isoformat(), "place": "阜平镇东街"}
    case = (await first.act("/cases", {**filing, "officers": OFFICERS})).raise_for_status().json()["id"]
    party = {"name": "王老五", "number": "132423187001010017", "address": "阜平镇东街 12 号"}
    (await first.act(f"/cases/{case}/party", {"subject": "citizen", "party": party})).raise_for_status()
    command = evidence(await first.upload(PICTURE))
    for _ in range(events // 2 - 1):
        (act,) = (await first.act(f"/cases/{case}/evidence", command)).raise_for_status().json()["unconfirmed"]
        (await second.act(f"/cases/{case}/acts/{act}/confirmation")).raise_for_status()
    return (await bench.parts.documents.find("case", {"_id": case}))[0], officers, command


def evidence(blob: str) -> dict[str, Any]:
    taken_at = f"{today().isoformat()}T00:00:00+08:00"
    described = {"kind": "site-record", "taken_at": taken_at, "description": "路旁有焚烧轮胎的灰烬，约两平方米。"}
    return {"officers": list(OFFICERS), "blob": blob, **described}


async def seeded(
    store_url: str, count: int, collections: list[str], *, published: bool, events: int = EVENTS, start: int = 0
) -> dict[str, Any]:
    """Insert `count` copies of a case of so many events into each collection; return the command."""
    client = connect(store_url)
    documents = MongoDocuments(client, DATABASE)
    case, officers, command = await sample(events)
    if published:
        case["published"] = case["sequence"]
        del case["pending_since"]
    received = Received(documents, MongoBlobs(client, DATABASE))
    await received.put(chunks(PICTURE), "image/jpeg", TOWN, PersonId(PERSON))
    if start == 0:
        await documents.database["officers"].insert_many(officers)
    for numbers in batched(range(start, start + count), INSERTED_AT_ONCE, strict=False):
        for name in collections:
            await documents.database[name].insert_many([{**case, "_id": id_of(number)} for number in numbers])
    client.close()
    return command
