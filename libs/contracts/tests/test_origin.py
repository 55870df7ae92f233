"""Where a command comes from, and under which names a move may wait for the caller."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contracts.origin import Origin
from contracts.values import PersonId, Role
from contracts.work_items import names, post


def origin(at: datetime = datetime(2026, 3, 12, tzinfo=UTC), **given: str) -> Origin:
    return Origin(
        actor=PersonId("officer-1"),
        agency="130624100",
        cause="http:officer-1:key",
        request="",
        at=at,
        certificate=given.get("certificate"),
        roles=frozenset({Role.OFFICER, Role.CAPTAIN}),
    )


def test_the_day_is_the_day_in_china() -> None:
    assert origin(datetime(2026, 3, 12, 15, 59, tzinfo=UTC)).on == date(2026, 3, 12)
    assert origin(datetime(2026, 3, 12, 16, 0, tzinfo=UTC)).on == date(2026, 3, 13)


def test_moves_wait_for_a_person_a_certificate_or_a_post() -> None:
    assert names(origin(certificate="HB-1")) == [
        "officer-1",
        "HB-1",
        "captain@*",
        "captain@130624100",
        "officer@*",
        "officer@130624100",
    ]


def test_who_has_no_certificate_has_no_moves_under_one() -> None:
    assert names(origin()) == ["officer-1", "captain@*", "captain@130624100", "officer@*", "officer@130624100"]


def test_a_post_is_a_role_in_a_body() -> None:
    assert post(Role.HEAD, "130624-market") == "head@130624-market"


@pytest.mark.parametrize(
    ("cause", "source", "subject"),
    [
        ("event:visit-1-a:7/inspections.violation-referred.v1", "visit-1-a:7", "visit-1-a"),
        ("event:cap:firm:2026:3/x", "cap:firm:2026:3", "cap:firm:2026"),
        ("event:visit-1:3/reclaim", "visit-1:3", "visit-1"),
        ("event:visit-1:3/a.v1/claim", "visit-1:3", "visit-1"),
        ("http:officer-1:key", "", ""),
        ("http:officer-1:event", "", ""),
        ("due:2026-06-10/2026", "", ""),
        ("due:2026-09-07/1/2", "", ""),
    ],
)
def test_a_reaction_knows_the_event_and_the_aggregate_that_caused_it(cause: str, source: str, subject: str) -> None:
    who = replace(origin(), cause=cause)
    assert (who.source, who.subject) == (source, subject)
