"""Work waits on a person's list: the step, its label in Chinese, and the day by which."""

from datetime import date

from tests.journeys.people import PATIENCE, SUPERVISOR, Json, People

from contracts.topics import SERVICES
from stack.process import until

OFFICERS = ("130624206-officer-2", "130624206-officer-3")
HEAD = "130624206-head-1"


SHAPE = (
    *("kind", "id", "version", "what", "act", "label", "title", "place", "township", "party", "stage"),
    *("who", "since", "until", "provisional", "until_label"),
)


def work(people: People, login: str, service: str) -> list[Json]:
    items: list[Json] = people[login].seen(f"/api/{service}/work")["items"]
    return items


def work_of_cases(people: People, login: str) -> list[Json]:
    """Return what waits in cases alone: other journeys register clues in the township."""
    return [item for item in work(people, login, "cases") if item["kind"] == "case"]


def test_the_open_case_waits_for_its_two_officers(people: People) -> None:
    (opened,) = people[SUPERVISOR].every("/api/cases/cases", open=True)
    for login in OFFICERS:
        items = {item["what"]: item for item in work_of_cases(people, login)}
        assert set(items) == {"recheck-correction", "serve-prior-notice"}
        item = items["serve-prior-notice"]
        assert (item["id"], item["label"]) == (opened["id"], "送达事先告知书")
        assert item["until"] == opened["decide_until"]
    assert work_of_cases(people, "130624206-officer-4") == []


def test_an_approved_visit_moves_from_the_heads_list_to_the_officers(people: People, ordered_visit: str) -> None:
    (waiting,) = [item for item in work(people, HEAD, "inspections") if item["id"] == ordered_visit]
    assert (waiting["what"], waiting["label"]) == ("approve-visit", "批准检查")
    assert date.fromisoformat(waiting["until"]) > date(2026, 11, 8)
    approved = people[HEAD].act(f"/api/inspections/visits/{ordered_visit}/approval")
    assert approved.status_code == 200, approved.text
    assert ordered_visit not in [item["id"] for item in work(people, HEAD, "inspections")]
    for number in approved.json()["officers"]:
        items = people.certified(number).seen("/api/inspections/work")["items"]
        assert [item["label"] for item in items if item["id"] == ordered_visit] == ["入企检查"]


def test_a_task_comes_to_the_officers_list_and_its_end_to_the_supervisor(people: People) -> None:
    supervisor, officer = people[SUPERVISOR], people["130624101-officer-3"]
    task = supervisor.act(
        "/api/supervision/tasks",
        {
            "kind": "report",
            "township": "130624101",
            "body": "130624101",
            "officers": ["YL130624101-03"],
            "instruction": "核实道路旁堆放的木料",
            "due_on": "2026-11-20",
        },
    ).json()
    id = f"assignment-{task['id']}"
    assert until(lambda: id in [item["id"] for item in work(people, "130624101-officer-3", "inspections")], PATIENCE)
    done = officer.act(f"/api/inspections/assignments/{id}/completion", {"report": "已清运"})
    assert done.status_code == 200, done.text
    path = f"/api/supervision/tasks/{task['id']}"
    assert until(lambda: supervisor.seen(path)["standing"] == "completed", PATIENCE)
    assert id not in [item["id"] for item in work(people, "130624101-officer-3", "inspections")]


def test_every_service_lists_work_in_one_shape(people: People) -> None:
    shapes = set()
    for _, person in people.of_each_role():
        for service in SERVICES:
            shapes |= {tuple(sorted(item)) for item in person.seen(f"/api/{service}/work")["items"]}
    assert shapes == {tuple(sorted(SHAPE))}
