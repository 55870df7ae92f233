"""A firm's record explains its score and tier; only people who plan inspections may see it."""

from datetime import date, timedelta

import pytest
from tests.journeys.people import SUPERVISOR, Json, People, is_problem

REGISTRAR = "130624-market-registrar-1"


def referred(people: People) -> str:
    """Return the firm whose visit became a case."""
    visits = people[SUPERVISOR].every("/api/inspections/visits")
    return next(str(visit["firm"]) for visit in visits if visit["referred"])


def history(people: People, firm: str, **on: str) -> Json:
    return people[SUPERVISOR].seen(f"/api/credit/firms/{firm}/history", **on)


def test_every_entry_says_why_and_the_scores_add_up(people: People) -> None:
    told = history(people, referred(people))
    entries = told["entries"][::-1]
    assert entries[0]["rule"] == "visit-referred"
    assert {entry["rule"] for entry in entries} >= {"penalty-general", "order-fulfilled", "penalty-performed"}
    assert all(entry["explanation"] and entry["source"] for entry in entries)
    start = entries[0]["score"] - entries[0]["points"]
    assert told["score"] == start + sum(entry["points"] for entry in entries if entry["counts"])


def test_the_tier_of_a_firm_is_that_of_its_entries(people: People) -> None:
    for tier in ("A", "C"):
        for firm in people[SUPERVISOR].every("/api/credit/firms", tier=tier):
            seen = people[SUPERVISOR].seen(f"/api/credit/firms/{firm['code']}")
            told = history(people, firm["code"])
            assert (told["tier"], told["score"]) == (tier, seen["score"])
            assert f"调整为 {tier}" in seen["tier_explanation"]
            assert told["entries"][0]["happened_on"] <= seen["tier_since"]


def test_the_record_as_of_a_day_knows_nothing_later(people: People) -> None:
    firm = referred(people)
    first = history(people, firm)["entries"][-1]
    eve = date.fromisoformat(first["happened_on"]) - timedelta(days=1)
    before = history(people, firm, on=eve.isoformat())
    assert before["entries"] == []
    then = history(people, firm, on=first["happened_on"])
    assert [entry["rule"] for entry in then["entries"]] == ["visit-referred"]
    assert (before["score"], then["score"]) == (first["score"] - first["points"], first["score"])


def test_every_page_with_a_tier_says_what_it_is_for(people: People) -> None:
    firm = referred(people)
    seen = people[SUPERVISOR].seen(f"/api/credit/firms/{firm}")
    assert "不得公开" in seen["notice"]
    assert "不得公开" in history(people, firm)["notice"]


@pytest.mark.parametrize("login", ["130624206-reviewer-1", "130624-hotline-hotline-1", "administrator"])
def test_people_who_do_not_plan_inspections_see_no_tier(people: People, login: str) -> None:
    firm = referred(people)
    for path in ("/api/credit/firms", f"/api/credit/firms/{firm}", f"/api/credit/firms/{firm}/history"):
        assert is_problem(people[login].ask(path), 403, "not-your-role")


def test_the_firm_of_another_township_is_not_there(people: People) -> None:
    firm = referred(people)
    township = people[SUPERVISOR].seen(f"/api/credit/firms/{firm}")["township"]
    other = next(body for body in ("130624206", "130624100") if body != township)
    neighbour = people[f"{other}-officer-2"]
    assert is_problem(neighbour.ask(f"/api/credit/firms/{firm}"), 404, "not-found")
    assert {firm["township"] for firm in neighbour.every("/api/credit/firms")} == {other}


def test_the_registrar_alone_sees_the_legal_person(people: People) -> None:
    firm = referred(people)
    assert people[REGISTRAR].seen(f"/api/credit/firms/{firm}")["legal_person"]
    assert people[SUPERVISOR].seen(f"/api/credit/firms/{firm}")["legal_person"] is None
