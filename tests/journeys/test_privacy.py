"""The identity of parties and informants is in the history of the case, for its handlers, and nowhere else."""

from collections.abc import Iterator

import pytest
from tests.journeys.people import LOGINS, SUPERVISOR, Json, People
from tests.journeys.topics import records

from season.cases import citizen
from stack.settings import Settings

CITIZENS = [citizen(number) for number in range(1, 9)]
SECRETS = [secret for one in CITIZENS for secret in (one.name, one.number, one.address)]
OTHERS = ["来电人要求保密", "依据裁量情节，作出处罚决定", "样例当事企业", "已当面讲解秸秆禁烧规定", "邻居称已搬离"]
"""An informant, reasons, a party that is a firm, how somebody was educated, an officer's note."""


def found_in(text: str) -> set[str]:
    return {secret for secret in [*SECRETS, *OTHERS] if secret in text}


def queries(openapi: dict[str, Json], people: People) -> Iterator[str]:
    """Yield every query of every service with all existing ids, except histories of cases and what has no end."""
    known = people.everything()
    ids = {
        "case_id": list(known["/api/cases/cases"]),
        "clue_id": list(known["/api/cases/clues"]),
        "draw_id": list(known["/api/inspections/draws"]),
        "officer_id": list(known["/api/identity/officers"])[:3],
        "patrol_id": list(known["/api/inspections/patrols"]),
        "task_id": list(known["/api/supervision/tasks"]),
        "visit_id": [
            id for id, visit in known["/api/inspections/visits"].items() if visit["stage"] in ("unmet", "concluded")
        ],
    }
    for service, described in openapi.items():
        for path, operations in described["paths"].items():
            (name, *_) = [*(part for part in ids if f"{{{part}}}" in path), ""]
            if "get" in operations and not path.endswith(("/history", "/changes")) and ("{" not in path or name):
                yield from (f"/api/{service}{path.replace(f'{{{name}}}', id)}" for id in ids.get(name, [""]))


@pytest.mark.parametrize("role", LOGINS)
def test_no_query_tells_who_is_behind_a_case(people: People, openapi: dict[str, Json], role: str) -> None:
    """But the own work of those who handle the case: they know."""
    caller, asked = people[LOGINS[role]], 0
    for path in queries(openapi, people):
        answer = caller.ask(path, **({"limit": "200"} if path.endswith("s") else {}))
        handling = path == "/api/cases/work" and role in ("officer", "head")
        assert found_in(answer.text) == set() or handling, path
        asked += answer.status_code == 200
    assert asked >= 20


def test_the_history_tells_its_own_officers_and_head_and_nobody_else(people: People) -> None:
    supervisor = people[SUPERVISOR]
    for case in supervisor.every("/api/cases/cases"):
        path = f"/api/cases/cases/{case['id']}/history"
        own = [people.certified(number) for number in case["officers"]] + [people[f"{case['body']}-head-1"]]
        for person in own:
            assert found_in(person.ask(path).text)
        reviewer = people[f"{case['body']}-reviewer-1"]
        assert supervisor.ask(path).status_code == reviewer.ask(path).status_code == 200
        assert found_in(supervisor.ask(path).text + reviewer.ask(path).text) == set()


def test_a_colleague_who_has_nothing_to_do_with_it_sees_only_the_course_of_the_case(people: People) -> None:
    (case,) = people[SUPERVISOR].every("/api/cases/cases", open=True)
    colleague = people["130624206-officer-5"].ask(f"/api/cases/cases/{case['id']}/history")
    assert colleague.status_code == 200
    assert "YL130624206-05" not in case["officers"]
    assert found_in(colleague.text) == set()


def test_the_description_of_a_clue_is_for_those_who_check_it(people: People) -> None:
    """Whoever registered it may read it too; nobody sees the informant."""
    (clue, *_) = people[SUPERVISOR].every("/api/cases/clues", township="130624104")
    path = f"/api/cases/clues/{clue['id']}"
    assert people["130624104-officer-2"].seen(path)["description"] == "群众来电反映"
    assert people["130624105-officer-2"].ask(path).status_code == 404
    assert found_in(people["130624104-officer-2"].ask(path).text) == set()


def test_nothing_personal_is_published(people: People, settings: Settings) -> None:
    published = 0
    for record in records(settings.kafka_address):
        headers = b" ".join(value for _, value in record.headers)
        text = ((record.value or b"") + headers).decode()
        assert found_in(text) == set()
        published += 1
    assert published > 1_500


def test_logs_name_nobody_and_hold_no_keys(people: People, settings: Settings) -> None:
    whole = ""
    for log in settings.logs.glob("*.log*"):
        if not log.name.startswith("season"):
            whole += log.read_text(errors="replace")
    assert '"service": "cases"' in whole
    assert found_in(whole) == set()
    assert people.password not in whole
    assert "eyJ" not in whole, "a token"


def test_a_refused_attempt_names_its_command_and_no_person(people: People) -> None:
    for attempt in people[SUPERVISOR].every("/api/supervision/attempts"):
        assert {"actor", "name", "certificate"}.isdisjoint(attempt)
        assert found_in(str(attempt)) == set()
