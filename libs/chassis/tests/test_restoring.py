"""A store that was put back from an older copy gets back what was published, and only that."""

from dataclasses import replace
from datetime import date

import pytest
from libs.chassis.tests.box_office import (
    BUYER,
    Close,
    Sell,
    asked,
    at_an_open_hall,
    close,
    note_north,
    note_twice,
    sell,
)
from libs.chassis.tests.copies import Depot, lost_after, published_part

from chassis.documents.matching import copied
from chassis.recovery import verify
from chassis.recovery.restoring import Fork
from chassis.store import KEY_REUSED
from contracts.refusal import Refusal


@pytest.fixture
async def depot() -> Depot:
    """Return two tickets, all published; one of them was noted on."""
    depot = Depot()
    await depot.sell("ticket-0")
    await depot.sell("ticket-1")
    await depot.note("north")
    await depot.publish()
    return depot


async def test_where_nothing_is_lacking_nothing_happens(depot: Depot) -> None:
    before = await depot.all()
    report = await depot.restore()
    assert (report.read, report.clean, report.appended.total(), report.made.total()) == (3, True, 0, 0)
    assert await depot.all() == before


async def test_tails_and_whole_documents_come_back_as_they_were_published(depot: Depot) -> None:
    copy = depot.copy()
    await lost_after(depot)
    lost = await depot.all()
    depot.use(copy)
    report = await depot.restore()
    assert (report.clean, report.appended, report.made) == (True, {"ticket": 5}, {"ticket": 1})
    for before, after in zip(lost, await depot.all(), strict=True):
        before["version"] -= len(before["noted"])
        assert published_part(after) == published_part(before | {"noted": []})
    assert await verify(depot.store) == []


async def test_an_empty_store_gets_everything_back(depot: Depot) -> None:
    await lost_after(depot)
    depot.use(Depot().documents)
    assert (await depot.restore()).made == {"ticket": 3}
    assert await verify(depot.store) == []
    state = (await depot.store.read("ticket-1")).state
    assert [fact.text for fact in state.noted] == ["north", "south", "south+"]
    assert state.closed


async def test_a_note_of_the_copy_gives_way_to_what_its_cause_did_after_an_earlier_restore(depot: Depot) -> None:
    """That one was of an older copy, which did not know yet that it had come to nothing."""
    copy = await depot.noted("west")
    await depot.publish()
    depot.use(copy)
    assert (await depot.restore()).appended == {"ticket": 1}
    kept = await depot.kept()
    assert (kept["noted"], kept["events"][-1]["cause"]) == ([], "http:officer-1:west")
    assert await verify(depot.store) == []
    assert (await depot.restore()).appended.total() == 0


async def test_personal_values_are_lost_by_name_and_the_chain_holds(depot: Depot) -> None:
    copy = depot.copy()
    await lost_after(depot)
    depot.use(copy)
    await depot.restore()
    first, *_, last = (await depot.kept())["events"]
    assert first["personal"]["buyer"]["value"] == BUYER
    assert last["personal"] == {"signature": {"lost": True}}
    assert last["fielddigests"].keys() == {"signature"}
    assert await verify(depot.store) == []


async def test_what_the_copy_has_and_nobody_published_stays_to_be_published(depot: Depot) -> None:
    await depot.note("south")
    depot.use(depot.copy())
    before = await depot.all()
    assert (await depot.restore()).clean
    assert await depot.all() == before
    assert (before[1]["published"], before[1]["sequence"]) == (2, 3)
    assert "pending_since" in before[1]


async def test_what_was_published_after_the_copy_is_marked(depot: Depot) -> None:
    await depot.note("south")
    copy = depot.copy()
    await depot.publish()
    depot.use(copy)
    await depot.restore()
    assert await verify(depot.store) == []


async def test_the_first_of_two_unpublished_events_was_published_meanwhile(depot: Depot) -> None:
    await depot.note("south", decide=note_twice)
    depot.use(depot.copy())
    await depot.publish()
    topic = depot.topic[:-1]
    document = copied(await depot.kept()) | {"published": 2, "pending_since": "2026"}
    await depot.documents.delete("ticket", {"_id": "ticket-1"})
    await depot.documents.insert("ticket", document)
    assert (await depot.restore(topic)).clean
    kept = await depot.kept()
    assert (kept["published"], kept["sequence"], kept["pending_since"]) == (3, 4, "2026")


@pytest.mark.parametrize("place", [1, 2, 3])
async def test_another_event_of_a_sequence_is_a_fork(depot: Depot, place: int) -> None:
    """The copy went to work without what it lacked: nothing of the ticket is touched, the others are restored."""
    copy = depot.copy()
    await depot.note("south")
    await lost_after(depot)
    depot.use(copy)
    await depot.note("astray")
    before = await depot.kept()
    topic = [forged(record) if record.id == f"ticket-1:{place}" else record for record in depot.topic]
    report = await depot.restore(topic)
    why = "the topic has another event of this sequence"
    assert report.forks == [Fork("ticket", "ticket-1", place, why)]
    assert not report.clean
    assert await depot.kept() == before
    assert (await depot.store.read("ticket-2")).sequence == 2


def forged[E](envelope: E) -> E:
    return replace(envelope, digest="sha256:00")  # type: ignore[type-var]


async def test_what_does_not_follow_is_a_fork(depot: Depot) -> None:
    copy = depot.copy()
    await lost_after(depot)
    broken = [replace(record, data={"text": "moon"}) if record.id == "ticket-1:4" else record for record in depot.topic]
    gap = [record for record in depot.topic if record.id != "ticket-2:1"]
    depot.use(copy)
    report = await depot.restore(broken)
    assert [str(fork) for fork in report.forks] == ["ticket ticket-1, event 4: it does not follow event 3"]
    assert (await depot.store.read("ticket-1")).sequence == 3
    report = await depot.restore(gap)
    assert [str(fork) for fork in report.forks] == []
    depot.use(Depot().documents)
    report = await depot.restore(gap)
    assert [str(fork) for fork in report.forks] == [
        "ticket ticket-2, event 2: the topic has nothing between it and event 0"
    ]


async def test_a_fork_is_told_once_however_long_the_topic(depot: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.recovery.restoring.BATCH", 1)
    await lost_after(depot)
    depot.use(Depot().documents)
    report = await depot.restore([forged(record) if record.id == "ticket-1:2" else record for record in depot.topic])
    assert [fork.sequence for fork in report.forks] == [2]


async def test_events_of_an_unknown_type_and_of_no_sense_keep_it_closed(depot: Depot) -> None:
    copy = depot.copy()
    depot.use(copy)
    stranger = replace(depot.topic[0], subject="ticket-9", type="tests.ticket-sung-to.v1")
    report = await depot.restore([*depot.topic, stranger])
    assert (report.unknown, report.clean) == ({"tests.ticket-sung-to.v1": 1}, False)


async def test_a_document_of_newer_software_is_left_alone(depot: Depot) -> None:
    copy = depot.copy()
    await lost_after(depot)
    depot.use(copy)
    await depot.documents.update("ticket", {"_id": "ticket-1"}, {"$set": {"shape": 2}})
    before = await depot.kept()
    report = await depot.restore()
    assert [str(fork) for fork in report.forks] == ["ticket ticket-1, event 3: it can't be folded (ValueError)"]
    assert await depot.kept() == before


async def test_repeats_in_the_topic_change_nothing(depot: Depot) -> None:
    """As a relay leaves them that died between sending and marking."""
    copy = depot.copy()
    await lost_after(depot)
    depot.use(copy)
    assert (await depot.restore([*depot.topic, *depot.topic[-3:]])).appended == {"ticket": 5}
    assert await verify(depot.store) == []


async def test_a_repeated_key_is_recognised_without_a_hash(depot: Depot) -> None:
    copy = depot.copy()
    await lost_after(depot)
    depot.use(copy)
    await depot.restore()
    before = await depot.all()
    await depot.note("south", decide=note_twice)
    await depot.note("south", decide=note_twice, request="another body")
    assert await depot.all() == before
    with pytest.raises(Refusal) as refused:  # which the copy had: its hash is known
        await depot.note("north", request="another body")
    assert refused.value.rule == KEY_REUSED


async def test_a_lost_note_is_decided_again(depot: Depot) -> None:
    copy = depot.copy()
    await depot.note("west", decide=note_north)
    assert (await depot.kept())["noted"]
    depot.use(copy)
    await depot.restore()
    assert (await depot.kept())["noted"] == []
    await depot.note("west", decide=note_north)
    assert [note["cause"] for note in (await depot.kept())["noted"]] == ["http:officer-1:west"]


async def test_notes_of_the_copy_are_counted(depot: Depot) -> None:
    await depot.note("west", decide=note_north)
    copy = depot.copy()
    await lost_after(depot)
    depot.use(copy)
    await depot.restore()
    assert await verify(depot.store) == []


async def test_deadlines_and_work_items_come_back(depot: Depot) -> None:
    copy = depot.copy()
    await depot.store.create("ticket-5", sell, Sell(use_by=date(2026, 3, 7)), asked("a"), at_an_open_hall)
    await depot.publish()
    depot.use(copy)
    await depot.restore()
    kept = await depot.kept("ticket-5")
    assert (kept["next_due"], [move["who"] for move in kept["moves"]]) == ("2026-03-09", ["usher"])


async def test_a_deadline_that_ended_since_is_taken_away(depot: Depot) -> None:
    await depot.store.create("ticket-5", sell, Sell(use_by=date(2026, 3, 7)), asked("a"), at_an_open_hall)
    copy = depot.copy()
    await depot.store.change("ticket-5", close, Close(date(2026, 3, 6)), asked("b"), at_an_open_hall)
    await depot.publish()
    depot.use(copy)
    await depot.restore()
    assert "next_due" not in await depot.kept("ticket-5")
