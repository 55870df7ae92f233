"""A season publishes every kind of event it contains, completely, in order, and as its schema says."""

import json
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.journeys.people import People
from tests.journeys.topics import Record, records
from tests.papers.reader import SUBSCRIBER

from contracts.published import published
from contracts.topics import TOPICS
from contracts_tool.headers import HEADERS
from stack.folders import ROOT
from stack.settings import Settings

KINDS = (
    "cases.act-confirmed.v1",
    "cases.case-closed.v1",
    "cases.case-filed.v1",
    "cases.case-withdrawn.v1",
    "cases.clue-registered.v1",
    "cases.clue-taken.v1",
    "cases.correction-ordered.v1",
    "cases.correction-rechecked.v1",
    "cases.decision-served.v1",
    "cases.defence-waived.v1",
    "cases.evidence-taken.v1",
    "cases.fine-paid.v1",
    "cases.no-penalty-decided.v1",
    "cases.party-identified.v1",
    "cases.payment-overdue.v1",
    "cases.penalty-decided.v1",
    "cases.power-confirmed.v1",
    "cases.filing-approved.v1",
    "cases.prior-notice-served.v1",
    "cases.referral-accepted.v1",
    "credit.entry-recorded.v1",
    "credit.firm-registered.v1",
    "credit.firms-imported.v1",
    "credit.tier-changed.v1",
    "identity.body-registered.v1",
    "identity.officer-certified.v1",
    "identity.officer-registered.v1",
    "inspections.assignment-done.v1",
    "inspections.assignment-received.v1",
    "inspections.correction-term-set.v1",
    "inspections.draw-held.v1",
    "inspections.draw-sealed.v1",
    "inspections.item-answered.v1",
    "inspections.patrol-assigned.v1",
    "inspections.patrol-concluded.v1",
    "inspections.patrol-found.v1",
    "inspections.patrol-referred.v1",
    "inspections.place-claimed.v1",
    "inspections.place-used.v1",
    "inspections.rectified-on-site.v1",
    "inspections.term-rechecked.v1",
    "inspections.violation-referred.v1",
    "inspections.visit-approved.v1",
    "inspections.visit-assigned.v1",
    "inspections.visit-concluded.v1",
    "inspections.visit-opened.v1",
    "inspections.visit-overdue.v1",
    "inspections.visit-postponed.v1",
    "inspections.visit-unmet.v1",
    "platform.attempt-refused.v1",
    "supervision.alert-raised.v1",
    "supervision.alert-settled.v1",
    "supervision.task-completed.v1",
    "supervision.task-issued.v1",
    "supervision.task-overdue.v1",
)


@pytest.fixture(scope="module")
def season(people: People, settings: Settings) -> list[Record]:
    return list(records(settings.kafka_address))


def header(record: Record, name: str) -> str:
    value: bytes = dict(record.headers)[name]
    return value.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_season_has_it(season: list[Record], kind: str) -> None:
    assert kind in {header(record, "ce_type") for record in season}


def test_every_history_is_published_whole_and_in_order(season: list[Record]) -> None:
    """Each aggregate's sequence counts from one without a gap. A record may come again, as it was, but none is late."""
    histories: dict[str, dict[int, str]] = defaultdict(dict)
    for record in season:
        seen, sequence = histories[header(record, "ce_subject")], int(header(record, "ce_sequence"))
        digest = header(record, "ce_digest")
        assert seen.setdefault(sequence, digest) == digest
        assert sequence in range(1, len(seen) + 1), f"{record.key!r}: {sequence} after {list(seen)}"
    assert len(histories) > 700


def test_every_record_is_what_its_schema_and_its_topic_say(season: list[Record]) -> None:
    of_topic = {topic.name: topic for topic in TOPICS}
    for record in season:
        kind = header(record, "ce_type")
        validator(kind).validate(json.loads(record.value or b""))
        assert published().by_type[kind].topic == of_topic[record.topic]
        assert header(record, "ce_subject").encode() == record.key
        assert header(record, "ce_id") == f"{header(record, 'ce_subject')}:{header(record, 'ce_sequence')}"
        assert header(record, "ce_source") == (of_topic[record.topic].owner or header(record, "ce_source"))


def test_headers_are_as_subscribers_are_told(season: list[Record]) -> None:
    told = {header.name: re.compile(header.pattern) for header in HEADERS}
    for record in season:
        given = {name: raw.decode() for name, raw in record.headers}
        assert {name: value for name, value in given.items() if not told[name].fullmatch(value)} == {}


def test_a_subscriber_verifies_every_history(season: list[Record]) -> None:
    """With the reader of docs/subscribing.md."""
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.execute(SUBSCRIBER.TABLE)
        for record in season:
            SUBSCRIBER.take(copy, {name: raw.decode() for name, raw in record.headers}, record.value)
        kept = copy.execute("SELECT count(*) FROM event").fetchone()[0]
    assert kept == len({header(record, "ce_id") for record in season})


@cache
def validator(kind: str) -> Any:
    schema = json.loads((ROOT / f"libs/contracts/schemas/{kind}.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
