"""Cases of ten events each, as the service itself would have written them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.api import router
from cases.reactions import reaction
from cases.service import Service, assemble
from chassis.blobs import chunks
from chassis.clock import wall
from chassis.documents import Document
from chassis.mongo import MongoBlobs, MongoDocuments, connect
from chassis.parts import in_memory
from chassis.testing import Bench, Caller, token
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.values import CHINA, Role

DATABASE = "zhifatong_cases"
TOWN = "130624100"
OFFICERS = ("HB-1001", "HB-1002")
PERSON = "officer-hb-1001"
PICTURE = b"a heap of burning tyres"
INSERTED_AT_ONCE = 500


@dataclass(frozen=True)
class Sample:
    """One case of ten events, the officers' rows, and the command that is measured."""

    case: Document
    officers: Sequence[Document]
    command: dict[str, Any]


def id_of(number: int) -> str:
    return f"case-{number:08d}"


async def sample() -> Sample:
    """Filed, the party identified, four items of evidence taken and confirmed: in memory, through the API."""
    parts = in_memory("cases")
    service = assemble(parts)
    bench = Bench("cases", service, parts, router(service, parts), reaction)
    for number in OFFICERS:
        await certify(bench, number)
    first, second = (caller(bench, number) for number in OFFICERS)
    case = await filed(first)
    taken = evidence(await first.upload(PICTURE))
    for _ in range(4):
        seen = (await first.act(f"/cases/{case}/evidence", taken)).raise_for_status().json()
        (act,) = seen["unconfirmed"]
        (await second.act(f"/cases/{case}/acts/{act}/confirmation")).raise_for_status()
    (document,) = await parts.documents.find("case", {"_id": case})
    return Sample(document, await parts.documents.find("officers", {}), taken)


async def certify(bench: Bench[Service], number: str) -> None:
    person = f"officer-{number.lower()}"
    known = OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="某人")
    await bench.hear(person, known)
    since, until = today() - timedelta(days=365), today() + timedelta(days=365)
    certified = OfficerCertified(
        certificate=number, body=TOWN, township=TOWN, valid_from=since, valid_until=until, fields=()
    )
    await bench.hear(person, certified)


def caller(bench: Bench[Service], number: str) -> Caller:
    return bench.caller(f"officer-{number.lower()}", TOWN, Role.OFFICER, certificate=number, township=TOWN)


async def filed(officer: Caller) -> str:
    act = {"power": "EN-03", "township": TOWN, "act_on": today().isoformat(), "place": "阜平镇东街"}
    case = (await officer.act("/cases", {**act, "officers": OFFICERS})).raise_for_status().json()["id"]
    party = {"name": "王老五", "number": "132423197001010017", "address": "阜平镇东街 12 号"}
    (await officer.act(f"/cases/{case}/party", {"subject": "citizen", "party": party})).raise_for_status()
    return str(case)


def evidence(blob: str) -> dict[str, Any]:
    taken_at = f"{today().isoformat()}T00:00:00+08:00"
    described = {"kind": "site-record", "taken_at": taken_at, "description": "路旁有焚烧轮胎的灰烬，约两平方米。"}
    return {"officers": list(OFFICERS), "blob": blob, **described}


def today() -> date:
    return wall().astimezone(CHINA).date()


async def seed(documents: MongoDocuments, blobs: MongoBlobs, given: Sample, count: int, collections: list[str]) -> None:
    """Puts `count` copies of the case into each collection; those of the service itself still wait to be published."""
    await blobs.put(chunks(PICTURE), "image/jpeg")
    for officer in given.officers:
        await documents.insert("officers", officer)
    for start in range(0, count, INSERTED_AT_ONCE):
        for name in collections:
            copies = [{**given.case, "_id": id_of(number)} for number in range(start, start + INSERTED_AT_ONCE)]
            await documents.database[name].insert_many(copies)


async def seeded(store_url: str, count: int, collections: list[str], *, published: bool) -> Sample:
    """Seeds the database of cases."""
    client = connect(store_url)
    given = await sample()
    if published:
        given.case["published"] = given.case["sequence"]
        del given.case["pending_since"]
    await seed(MongoDocuments(client, DATABASE), MongoBlobs(client, DATABASE), given, count, collections)
    client.close()
    return given


def signed() -> str:
    """The first officer's token, for two hours."""
    until = int(wall().timestamp()) + 7_200
    return token(PERSON, TOWN, Role.OFFICER, certificate=OFFICERS[0], township=TOWN, exp=until)
