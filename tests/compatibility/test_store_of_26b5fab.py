"""A store that commit 26b5fab wrote is read as it is: no state is folded again, commands and rows go on."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from tests.compatibility.loaded import (
    LANGUAGE,
    MOMENT,
    PARKED,
    UNPUBLISHED,
    County,
    Document,
    answers,
    holds,
    lines,
    loaded,
)

from chassis.consuming import RowStore
from chassis.recovery import verify
from chassis.store import Codec, EventRecord, Move, Store, decoded
from contracts.envelope import Envelope, stamp
from contracts.event import Event
from contracts.topics import SERVICES
from contracts_tool.filling import example

AT_HOME = {"chassis.claimed.v1", "chassis.claim-kept.v1", "credit.assessed.v1"}
"""Events of the dump that are not published."""


@pytest.fixture
async def county() -> County:
    return await loaded(parked=False)


@pytest.fixture(scope="module")
async def untouched() -> County:
    """Return services for tests that change nothing."""
    return await loaded(parked=False)


AS_BEFORE: tuple[Any, ...] = (None, [], "", False)
"""What fields that came since hold of older events."""

MADE_AT_START = {"found_by", "listed"}
"""What a process writes into older documents when it starts."""
WATCHED_SINCE = {"visit": {"next_due", "calendar"}}
"""What is watched from the next event on that a document gets."""

SHAPE_THEN = 1
"""Of every kind; a kind whose state has another form since is folded again."""


@pytest.fixture
def never_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails whoever makes a state of its whole history, but where the form of the state has changed since."""
    fold = Codec.folded

    def folded(codec: Codec[Any, Any], records: Sequence[EventRecord]) -> Any:
        if codec.aggregate.shape == SHAPE_THEN:
            pytest.fail(f"a {codec.aggregate.kind} was folded again")
        return fold(codec, records)

    monkeypatch.setattr(Codec, "folded", folded)


def exact(value: Any) -> str:
    """The text of a value, in which the order of its fields counts."""
    return json.dumps(value, ensure_ascii=False)


def of_then(store: Store[Any, Any], state: Document, stored: Document) -> Document:
    """Return a state as it was stored; of one in another form, the fields that both have."""
    if store.aggregate.shape > SHAPE_THEN:
        state = {name: state[name] for name in stored}
    then: Document = without_later(state, stored)
    return then


def without_later(now: Any, stored: Any) -> Any:
    """Leave out the fields that came since and hold nothing yet, in the order of what was stored."""
    match now, stored:
        case dict(), dict():
            kept = {name: without_later(value, stored.get(name)) for name, value in now.items()}
            return {name: value for name, value in kept.items() if name in stored or value not in AS_BEFORE}
        case list(), list() if len(now) == len(stored):
            return [without_later(*each) for each in zip(now, stored, strict=True)]
    return now


WORK_SINCE = {"alert", "task", "draw", "officer"}
"""Kinds that wait for somebody since; at the first start their work is made."""


def move_of_then(move: Move) -> Move:
    """Return a work item without what it tells since."""
    return {"who": move["who"], "what": move["what"], "until": move["until"]}


def without_moment(row: Document) -> Document:
    """Return a row without the store's time of its newest write."""
    return {name: value for name, value in row.items() if name not in {"changed", *MADE_AT_START}}


def known_then(now: Document, then: Document) -> Document:
    """Return a row with the fields that rows of its kind had then; one that came since may tell of older events."""
    if not isinstance(now["row"], dict):
        return now
    return now | {"row": {name: value for name, value in now["row"].items() if name in then["row"]}}


async def test_verify_finds_nothing(untouched: County) -> None:
    for service in SERVICES:
        for store in untouched.stores(service):
            assert [wrong for wrong in await verify(store) if UNPUBLISHED not in wrong] == []


async def test_the_dump_shows_every_kind_of_event_of_aggregate_and_of_row(untouched: County) -> None:
    """A kind of event that came after the dump is none of its; what it has must stay in the language."""
    found = [(service, line["collection"], line["document"]) for service in SERVICES for line in lines(service)]
    kinds = {record["type"] for _, _, document in found for record in document.get("events", ())}
    assert len(kinds - AT_HOME) == 66
    assert kinds - AT_HOME <= LANGUAGE.by_type.keys()
    collections = {(service, collection) for service, collection, _ in found}
    assert len(collections) == 42
    kept = {(service, store.kind) for service in SERVICES for store in untouched.stores(service)}
    kept |= {(service, rows.rows.collection) for service in SERVICES for rows in untouched.rows(service)}
    assert {(service, name) for service, name in collections - kept if name not in (PARKED, "counts")} == set()


@pytest.mark.usefixtures("never_folded")
async def test_states_are_decoded_as_they_are_stored(untouched: County) -> None:
    for service in SERVICES:
        for store in untouched.stores(service):
            for document in await untouched.documents(service, store.kind):
                read = await store.read(document["_id"])
                assert document["shape"] == SHAPE_THEN
                state = of_then(store, store.codec.states.dump_python(read.state, mode="json"), document["state"])
                assert exact(state) == exact(document["state"])
                assert (read.version, read.sequence) == (document["version"], document["sequence"])


async def test_events_and_what_is_derived_are_written_as_they_are_stored(untouched: County) -> None:
    """Whatever a write would set, if it were made today, stands there already."""
    for service in SERVICES:
        for store in untouched.stores(service):
            for document in await untouched.documents(service, store.kind):
                for record in document["events"]:
                    event = decoded(store.codec.registry, record)
                    assert exact(without_later(event.public(), record["data"])) == exact(record["data"])
                    assert event.personal() == {name: kept["value"] for name, kept in record["personal"].items()}
                stored, head = store.codec.stored(document), document["events"][-1]["digest"]
                moves = [move_of_then(move) for move in store.codec.told(document["events"])[1]]
                written = {
                    **store.codec.derived(stored, head, store.calendar(), moves),
                    "state": of_then(store, store.codec.dumped(stored.state), document["state"]),
                }
                if store.kind in {"patrol", "visit"}:
                    for name in {"next_due", "calendar"} - document.keys():
                        written.pop(name, None)  # watched from its next event on
                if store.kind in {"case", *WORK_SINCE}:
                    written.pop("moves")  # of a case the law asks for other steps since
                for name in (MADE_AT_START | WATCHED_SINCE.get(store.kind, set())) - document.keys():
                    written.pop(name, None)
                before = {name: document[name] for name in written} | {"shape": store.aggregate.shape}
                assert exact(without_later(written, before)) == exact(before)


@pytest.mark.usefixtures("never_folded")
async def test_a_repeated_command_answers_the_present_and_does_nothing(untouched: County) -> None:
    before = await untouched.everything()
    for asked in answers("POST"):
        caller = untouched.caller(asked["service"], **asked["claims"])
        answer = await caller.act(asked["path"], asked["body"], key=asked["key"])
        assert (answer.status_code, answer.headers["etag"]) == (asked["status"], asked["etag"]), answer.text
        assert holds(answer.json(), asked["answer"])
    after = await untouched.everything()
    # Receipts and pictures were not claimed: the repeat of a payment or a finding makes up for it.
    for service in ("cases", "inspections"):
        then = before[service].setdefault("claim", [])
        after[service]["claim"] = [claim for claim in after[service].get("claim", []) if claim in then]
    assert after == before


@pytest.mark.usefixtures("never_folded")
async def test_views_say_what_they_said(untouched: County) -> None:
    """Fields that came since may stand beside it."""
    await send_the_file_again(untouched)
    for asked in answers("GET"):
        answer = await untouched.caller(asked["service"], **asked["claims"]).ask(asked["path"])
        assert (answer.status_code, answer.headers.get("etag", "")) == (asked["status"], asked["etag"]), answer.text
        assert holds(answer.json(), asked["answer"]), f"{asked['path']}\n{answer.json()}\n{asked['answer']}"


async def send_the_file_again(county: County) -> None:
    """Files are not part of the dump; a repeated import brings its own."""
    (asked,) = [asked for asked in answers("POST") if asked["path"] == "/imports"]
    caller = county.caller(asked["service"], **asked["claims"])
    assert (await caller.act(asked["path"], asked["body"], key=asked["key"])).status_code == asked["status"]


async def test_what_was_heard_is_not_done_again(county: County) -> None:
    """Every reader hears everything from the beginning, as after a rewind, and once more."""
    await send_the_file_again(county)
    assert await county.deliver() > 200
    before = await county.everything()
    county.delivered.clear()
    assert await county.deliver() > 200
    assert await county.everything() == before


async def test_rows_made_of_the_same_events_are_the_same(county: County) -> None:
    """Rows of aggregates whose history the dump holds, once they are forgotten and made again."""
    before = await county.everything()
    histories = {id for _, _, id in await county.published()}
    made = 0
    for service in SERVICES:
        for rows in county.rows(service):
            rows.latest.clear()
            for row in before[service][rows.rows.collection]:
                if row["_id"] in histories:
                    assert await rows.documents.delete(rows.rows.collection, {"_id": row["_id"]})
                    rows.latest.pop(row["_id"], None)
                    made += 1
    await send_the_file_again(county)
    await county.deliver()
    after = await county.everything()
    for service in SERVICES:
        for rows in county.rows(service):
            then = [without_moment(row) for row in before[service][rows.rows.collection]]
            kept = {row["_id"] for row in then}  # rows of a topic that was not read then came to be
            made_again = [without_moment(row) for row in after[service][rows.rows.collection] if row["_id"] in kept]
            for row in made_again:
                row.pop("touched", None)  # for the recounter, which found it in the dump and took it away
            again = zip(made_again, then, strict=True)
            assert [as_read(rows, known_then(*each)) for each in again] == [as_read(rows, row) for row in then]
    assert made > 60


async def test_every_row_takes_its_next_events(county: County) -> None:
    """One event of each kind that feeds the row, and one that nobody knows, which leaves the row as it was."""
    taken = 0
    for service in SERVICES:
        for rows in county.rows(service):
            kinds = [kind for kind in LANGUAGE.by_type.values() if kind.topic and kind.topic.name in rows.rows.topics]
            for stored in await county.documents(service, rows.rows.collection):
                await rows.take(next_envelope(stored), None)
                after = await county.document(service, rows.rows.collection, stored["_id"])
                assert exact(as_read(rows, after)["row"]) == exact(as_read(rows, stored)["row"])
                assert after["heard"][:-1] == stored["heard"]
                for kind in kinds:
                    await rows.take(next_envelope(after, example(kind)), example(kind))
                    after = await county.document(service, rows.rows.collection, stored["_id"])
                assert after["sequence"] == stored["sequence"] + 1 + len(kinds)
                taken += 1
    assert taken > 100


def as_read(rows: RowStore[Any], row: Document) -> Document:
    """Return a stored row with the fields that were added to it since, as whoever reads it gets them."""
    return row | {"row": row["row"] and rows.codec.dump_python(rows.codec.validate_python(row["row"]), mode="json")}


def next_envelope(row: Document, event: Event | None = None) -> Envelope:
    sequence = row["sequence"] + 1
    return Envelope(
        subject=row["_id"],
        sequence=sequence,
        type=event.type if event else "elsewhere.unheard-of.v1",
        source="elsewhere",
        time=stamp(MOMENT),
        actor="officer-somebody",
        agency="130624105",
        township="130624105",
        cause=f"http:officer-somebody:{sequence}",
        digest=f"sha256:{sequence:064x}",
        fielddigests={},
        traceparent="",
        data=event.public() if event else {},
    )
