"""Changes come through the gateway as they happen, and a line that was cut goes on where it broke."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from tests.journeys.people import LOGINS, PATIENCE, SUPERVISOR, TOWN, Json, People, Person

OFFICER = "130624206-officer-4"


class Line:
    """An open answer to `GET /changes`; `place` is the id that came last."""

    def __init__(self, answer: httpx.Response) -> None:
        self.lines = answer.iter_lines()
        self.place = ""

    def next(self) -> Json | None:
        """Return the data of the next event, or None for one that tells a place alone."""
        data = None
        for line in self.lines:
            name, _, value = line.partition(": ")
            if name == "id":
                self.place = value
            if name == "data":
                data = json.loads(value)
            if not line and self.place:
                return data
        raise AssertionError("the line has ended")

    def until(self, kind: str, id: str) -> Json:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            change = self.next()
            if change and (change["kind"], change["id"]) == (kind, id):
                return change
        raise AssertionError(f"nothing of {kind} {id}")


@contextmanager
def listening(person: Person, service: str, after: str = "") -> Iterator[Line]:
    client = person.client
    assert isinstance(client, httpx.Client)
    headers = {**person.headers, **({"Last-Event-ID": after} if after else {})}
    with client.stream("GET", f"/api/{service}/changes", headers=headers, timeout=PATIENCE) as answer:
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/event-stream")
        line = Line(answer)
        if not after:
            line.next()  # tells the place, and what has just changed
        yield line


def registered(officer: Person, place: str) -> str:
    clue = {"township": TOWN, "seen_on": "2026-11-06", "place": place, "description": "占道", "informant": "匿名"}
    answer = officer.act("/api/cases/clues", clue)
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def test_a_cut_line_goes_on_by_its_last_id(people: People) -> None:
    officer, head = people[OFFICER], people[LOGINS["head"]]
    with listening(head, "cases") as line:
        first = registered(officer, "东街一")
        assert line.until("clue", first)["version"] == 1
    meanwhile = registered(officer, "东街二")
    with listening(head, "cases", line.place) as again:
        assert again.until("clue", meanwhile)["version"] == 1
        later = registered(officer, "东街三")
        assert again.until("clue", later)["version"] == 1


def test_a_count_of_the_county_moves_while_the_supervisor_looks_on(people: People) -> None:
    with listening(people[SUPERVISOR], "supervision") as line:
        registered(people[OFFICER], "东街四")
        assert line.until("counts", TOWN) == {"kind": "counts", "id": TOWN, "version": None, "what": "count"}
