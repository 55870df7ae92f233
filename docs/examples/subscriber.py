"""Read and verify events (docs/subscribing.md): subscriber.py BOOTSTRAP GROUP COPY.sqlite TOPIC[,TOPIC…] [FOLDER]."""

import asyncio
import hashlib
import json
import sqlite3
import ssl
import sys

from aiokafka import AIOKafkaConsumer

TABLE = "CREATE TABLE IF NOT EXISTS event (subject, sequence, digest, type, data, PRIMARY KEY (subject, sequence))"
KNOWN = "SELECT digest FROM event WHERE subject = ? ORDER BY sequence"
CHAINED = ("ce_type", "ce_time", "ce_actor", "ce_agency", "ce_township", "ce_cause")


def digest(previous: str, headers: dict[str, str], data: object) -> str:
    """The `ce_digest` that an event must have after the one with the digest `previous`."""
    facts = [headers.get(name, "") for name in CHAINED]
    chained = [previous, int(headers["ce_sequence"]), *facts, data, json.loads(headers.get("ce_fielddigests", "{}"))]
    canonical = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def take(copy: sqlite3.Connection, headers: dict[str, str], value: bytes) -> bool:
    """Keep an event and return True; False for a repeat. A hole, a fork or a forgery ends the program."""
    event, subject, sequence = headers["ce_id"], headers["ce_subject"], int(headers["ce_sequence"])
    known = ["", *(row[0] for row in copy.execute(KNOWN, [subject]))]
    if headers["ce_digest"] in known:
        return False
    if sequence != len(known):
        sys.exit(f"{event}: {'a fork' if sequence < len(known) else 'a hole'} after {len(known) - 1} events")
    if digest(known[-1], headers, json.loads(value)) != headers["ce_digest"]:
        sys.exit(f"{event}: is not what its digest says")
    row = [subject, sequence, headers["ce_digest"], headers["ce_type"], value.decode()]
    copy.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", row)  # what you make of the event belongs beside this
    return True


async def main(bootstrap: str, group: str, file: str, topics: str, folder: str = "") -> None:
    copy = sqlite3.connect(file)
    copy.execute(TABLE)
    options = {"group_id": group, "auto_offset_reset": "earliest", "enable_auto_commit": False}
    if folder:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # the default is too strict for Strimzi's certificates
        context.load_verify_locations(f"{folder}/ca.crt")
        context.load_cert_chain(f"{folder}/user.crt", f"{folder}/user.key")
        options |= {"security_protocol": "SSL", "ssl_context": context}
    async with AIOKafkaConsumer(*topics.split(","), bootstrap_servers=bootstrap, **options) as consumer:
        async for record in consumer:
            headers = {name: raw.decode() for name, raw in record.headers}
            with copy:
                new = take(copy, headers, record.value)
            await consumer.commit()
            print("new " if new else "seen", headers["ce_id"], headers["ce_type"], flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
