"""A season in Fuping, as the people concerned see it at the end."""

import re
from collections import Counter

from tests.journeys.conftest import Played
from tests.journeys.people import SUPERVISOR, Json, People

KILLED = -9


def test_a_season_that_was_killed_goes_on_to_its_end(played: Played) -> None:
    assert [run.status for run in played.killed] == [KILLED, KILLED]
    assert played.ended.status == 0, played.ended.said
    assert "被拒绝的违法操作" in played.ended.said


def test_a_season_that_is_played_again_changes_nothing(played: Played) -> None:
    assert played.after == played.before
    assert played.ends_after == played.ends_before


def test_forty_visits_ended_as_the_story_tells(people: People) -> None:
    supervisor = people[SUPERVISOR]
    first = min(supervisor.every("/api/inspections/draws"), key=held_on)
    visits = supervisor.every("/api/inspections/visits", draw=first["id"])
    assert Counter(map(outcome, visits)) == {
        "clean": 24,
        "rectified": 8,
        "ordered": 3,
        "referred": 1,
        "not-found": 2,
        "postponed": 2,
    }


def test_no_firm_of_the_lists_was_left_out(people: People) -> None:
    """A draw that is sealed before all officers are known would leave whole townships out."""
    firms = people[SUPERVISOR].every("/api/credit/firms")
    assert [draw["firms"] for draw in people[SUPERVISOR].every("/api/inspections/draws")] == [len(firms)] * 2


def test_every_drawn_firm_was_visited_by_two_officers_of_its_township(people: People) -> None:
    supervisor = people[SUPERVISOR]
    drawn = [visit for visit in supervisor.every("/api/inspections/visits") if visit["draw"]]
    of_officer = {
        officer["certificate"]["number"]: officer["body"]
        for officer in supervisor.every("/api/identity/officers")
        if officer["certificate"]
    }
    firms = {firm["code"]: firm["township"] for firm in supervisor.every("/api/credit/firms")}
    assert len(drawn) == 60
    for visit in drawn:
        assert len(set(visit["officers"])) == 2
        assert {of_officer[number] for number in visit["officers"]} == {firms[visit["firm"]]}


def test_cases_ended_as_the_story_tells(people: People) -> None:
    cases = people[SUPERVISOR].every("/api/cases/cases")
    assert Counter(case["stage"] for case in cases) == {"closed": 8, "withdrawn": 1, "investigated": 1}
    assert Counter(case["power"] for case in cases) == {"EN-01": 3, "EN-03": 2, "CG-03": 3, "SF-07": 2}
    details = [people[SUPERVISOR].seen(f"/api/cases/cases/{case['id']}")["case"] for case in cases]
    assert sum(case["no_penalty"] is not None for case in details) == 1
    assert sum(bool(case["payments"]) for case in details) == 7
    assert all(case["fine_open"] == 0 for case in cases)


def test_every_act_was_confirmed_by_the_other_officer(people: People) -> None:
    """From the history: who recorded an act is never who confirmed it."""
    supervisor = people[SUPERVISOR]
    confirmed = 0
    for case in supervisor.every("/api/cases/cases"):
        events = supervisor.seen(f"/api/cases/cases/{case['id']}/history")["events"]
        by = {event["data"]["act"]: event["actor"] for event in events if "act" in event["data"] and not ours(event)}
        for event in filter(ours, events):
            assert by[event["data"]["act"]] != event["actor"]
            confirmed += 1
    assert confirmed >= 8 * 3


def test_a_late_payment_was_flagged_and_the_flag_was_settled(people: People) -> None:
    (alert,) = people[SUPERVISOR].every("/api/supervision/alerts", kind="payment-overdue")
    case = people[SUPERVISOR].seen(f"/api/cases/cases/{alert['subject']}")
    assert alert["settled_on"] > alert["until"]
    assert case["case"]["payment_overdue"]["until"] == alert["until"]
    assert case["stage"] == "closed"


def test_nobody_who_handles_or_decides_a_case_recorded_its_payment(people: People) -> None:
    assert people[SUPERVISOR].every("/api/supervision/alerts", kind="payment-by-handler") == []


def test_the_supervisor_sees_each_refused_attempt_with_its_article(people: People) -> None:
    attempts = people[SUPERVISOR].every("/api/supervision/attempts", month="2026-09")
    assert {attempt["rule"] for attempt in attempts} >= {
        "cases/one-officer",
        "inspections/not-certified",
        "cases/no-notice",
        "cases/fine-above-maximum",
        "cases/second-fine",
        "inspections/cap-reached",
    }
    assert all(re.search(r"[0-9]", attempt["law"]) for attempt in attempts)


def test_tickets_changed_between_the_draws_with_the_tiers(people: People) -> None:
    """A firm that rose has fewer tickets or none, a firm that fell has more."""
    office = people["130624-draw-office-draws-1"]
    first, second = sorted(office.every("/api/inspections/draws"), key=held_on)
    before, after = (
        tickets(office.ask(f"/api/inspections/draws/{first['id']}/openings").text),
        tickets(office.ask(f"/api/inspections/draws/{second['id']}/openings").text),
    )
    tiers = {firm["code"]: firm["tier"] for firm in office.every("/api/credit/firms") if firm["tier_since"]}
    changed = {code for code in before if after.get(code, 0) != before[code]}
    assert len(changed) >= 20
    assert {tiers[code] for code in changed if code in tiers} >= {"A", "C"}
    for code in changed & tiers.keys():
        assert (after.get(code, 0) < before[code]) == (tiers[code] == "A")


def held_on(draw: Json) -> str:
    held: str = draw["held_on"]
    return held


def outcome(visit: Json) -> str:
    """Return the outcome of a visit, in the words of the season's plan."""
    if ended := visit["result"] or visit["unmet"]:
        return str(ended)
    return "postponed" if visit["postponed"] else str(visit["stage"])


def ours(event: Json) -> bool:
    """Return True for a confirmation."""
    return bool(event["type"] == "cases.act-confirmed.v1")


def tickets(openings: str) -> dict[str, int]:
    rows = [line.split("\t") for line in openings.splitlines()[4:]]
    return {row[0]: int(row[-1]) for row in rows if row[-1] != "0"}
