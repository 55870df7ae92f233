"""What an older commit published is lawful to the second judge, but for penalties without an order to correct."""

from datetime import datetime
from typing import Any

from tests.compatibility.loaded import LANGUAGE, Document, lines

from contracts.cases import PenaltyDecided, PriorNoticeServed
from supervision.review import History, Known, Published, Weight, review
from supervision.review.reference import load_law


def published(record: Document) -> Published[Any]:
    return Published(
        sequence=record["sequence"],
        at=datetime.fromisoformat(record["time"]),
        actor=record["actor"],
        agency=record["agency"],
        event=LANGUAGE.decode(record["type"], record["data"]),
    )


def histories() -> list[History]:
    stored = [line["document"] for service in ("cases", "inspections") for line in lines(service)]
    known = [one for one in stored if one.get("events") and one["events"][0]["type"] in LANGUAGE.by_type]
    return [History(one["_id"], tuple(published(record) for record in one["events"])) for one in known]


def test_older_histories_are_lawful_but_for_penalties_without_an_order() -> None:
    law = load_law(sample=True)  # it played a sample
    found = {one.id: review(one, Known(), law) for one in histories()}
    assert len(found) > 20
    unlawful = [one for all_ in found.values() for one in all_ if one.weight is Weight.UNLAWFUL]
    unheard = {("X-18", PriorNoticeServed.type), ("X-18", PenaltyDecided.type)}  # a household, as an organisation
    assert {(one.rule, one.type) for one in unlawful} == {("X-11", PenaltyDecided.type), *unheard}
    told = {one.rule for all_ in found.values() for one in all_}
    assert told == {"X-09", "X-11", "X-18", "X-40"}  # a household by the range of organisations; a ripe case was struck
