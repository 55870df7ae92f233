"""The supervisor sees all of the county, a head the own township; lists and counts equal what the services hold."""

from collections import Counter
from functools import partial

from tests.journeys.people import PATIENCE, SUPERVISOR, Json, People, Person, is_problem

from stack.process import until

HEAD = "130624206-head-1"
TOWNSHIP = "130624206"


def test_the_list_has_every_case_as_the_service_has_it(people: People) -> None:
    supervisor = people[SUPERVISOR]
    same = ("id", "body", "township", "power", "firm", "officers", "filed_on", "decide_until", "open", "stage")
    held = {tuple(map(str, (case[name] for name in same))) for case in supervisor.every("/api/cases/cases")}
    followed = supervisor.every("/api/supervision/follow-up")
    assert {tuple(map(str, (case[name] for name in same))) for case in followed} == held
    assert held


def test_the_newest_stands_first_and_filters_leave_the_rest_out(people: People) -> None:
    supervisor = people[SUPERVISOR]
    times = [case["last_at"] for case in supervisor.every("/api/supervision/follow-up")]
    assert times == sorted(times, reverse=True)
    opened = supervisor.every("/api/supervision/follow-up", open=True)
    assert [case["township"] for case in opened] == [TOWNSHIP]
    withdrawn = supervisor.every("/api/supervision/follow-up", stage="withdrawn")
    assert [case["open"] for case in withdrawn] == [False]


def test_a_page_after_a_page_gives_each_once(people: People) -> None:
    supervisor = people[SUPERVISOR]
    page = supervisor.seen("/api/supervision/follow-up", limit=3)
    ids = [case["id"] for case in page["items"]]
    while page["next"]:
        page = supervisor.seen("/api/supervision/follow-up", limit=3, cursor=page["next"])
        ids += [case["id"] for case in page["items"]]
    assert ids == [case["id"] for case in supervisor.every("/api/supervision/follow-up")]
    assert len(set(ids)) == len(ids) > 3


def test_the_course_of_a_case_is_its_history_in_words(people: People) -> None:
    supervisor = people[SUPERVISOR]
    (late,) = supervisor.every("/api/supervision/alerts", kind="payment-overdue")
    course = supervisor.seen(f"/api/supervision/follow-up/{late['subject']}")
    history = supervisor.seen(f"/api/cases/cases/{late['subject']}/history")["events"]
    assert [step["type"] for step in course["steps"]] == [event["type"] for event in history]
    assert all(step["label"] != step["type"] for step in course["steps"])
    assert "缴纳罚款" in [step["label"] for step in course["steps"]]
    assert course["version"] == len(history)
    assert course["labels"][course["last_type"]] == course["steps"][-1]["label"] == "结案"


def test_counts_by_township_and_month_are_those_of_the_lists(people: People) -> None:
    """Counted here from the services' own lists, for each township and month."""
    supervisor = people[SUPERVISOR]
    cases = supervisor.every("/api/cases/cases")
    visits = supervisor.every("/api/inspections/visits")
    own = {
        "opened": Counter((case["township"], case["filed_on"][:7]) for case in cases),
        "visits-concluded": Counter(
            (visit["township"], visit["ended_on"][:7]) for visit in visits if visit["stage"] == "concluded"
        ),
        "clues": Counter((clue["township"], clue["received_on"][:7]) for clue in supervisor.every("/api/cases/clues")),
    }
    for kind, expected in own.items():
        assert expected
        assert until(partial(same_counts, supervisor, kind, expected), PATIENCE), kind


def test_a_head_sees_the_own_township_only(people: People) -> None:
    head, supervisor = people[HEAD], people[SUPERVISOR]
    assert {case["township"] for case in head.every("/api/supervision/follow-up")} == {TOWNSHIP}
    assert {count["township"] for count in head.seen("/api/supervision/counts")["counts"]} == {TOWNSHIP}
    assert is_problem(head.ask("/api/supervision/counts", township="130624100"), 403)
    elsewhere = next(
        case["id"] for case in supervisor.every("/api/supervision/follow-up") if case["township"] != TOWNSHIP
    )
    assert is_problem(head.ask(f"/api/supervision/follow-up/{elsewhere}"), 404)


def test_an_officer_does_not_supervise(people: People) -> None:
    for path in ("follow-up", "counts", "attempts", "alerts"):
        assert is_problem(people["130624206-officer-2"].ask(f"/api/supervision/{path}"), 403, "not-your-role")


def test_no_answer_of_the_supervisor_names_an_amount_or_a_tier(people: People) -> None:
    """Fines are no target (APL 74(3)), tiers are for planning inspections."""
    supervisor = people[SUPERVISOR]
    for path in ("follow-up", "counts", "alerts", "tasks", "attempts"):
        text = supervisor.ask(f"/api/supervision/{path}").text
        assert "fine_open" not in text
        assert '"tier"' not in text


def test_answers_say_how_fresh_they_are(people: People) -> None:
    for path in ("follow-up", "counts", "attempts", "alerts", "tasks"):
        assert people[SUPERVISOR].seen(f"/api/supervision/{path}")["as_of"] >= "2026-09-15"


def same_counts(supervisor: Person, kind: str, expected: Counter[tuple[str, str]]) -> bool:
    """Return True if the counts are equal, which they are once the newest fact has arrived."""
    return counted(supervisor.seen("/api/supervision/counts", kind=kind)) == expected


def counted(counts: Json) -> Counter[tuple[str, str]]:
    """Return the counts without the totals of the county and of all months."""
    single = [count for count in counts["counts"] if count["township"] != "county" and count["month"] != "all"]
    return Counter({(count["township"], count["month"]): count["count"] for count in single if count["count"]})
