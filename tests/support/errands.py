"""Commands to the services besides casework, one for each, that any number of people may give."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.clients import Command
from tests.support.faults import Subject
from tests.support.town import TODAY, TOWN, Town, fields_of

from contracts.credit_code import ALPHABET, check_character
from contracts.topics import FIRMS, OFFICERS, PATROLS, TASKS
from county import invented_identity

FREE_CHARACTERS = 7


@dataclass(frozen=True)
class Errand:
    """A command; its effect is compared under `subject`."""

    subject: Subject
    command: Callable[[Town], Command]


def account(town: Town) -> Command:
    """Return the administrator's command that opens an account."""
    person = invented_identity(random.randrange(100_000, 29_000_000)) | {"name": "新来", "another": "同名，不是同一人"}
    return Command(town.administrator, "/api/identity/officers", person | {"body": TOWN, "roles": ["officer"]})


def patrol(town: Town) -> Command:
    """Return the captain's command that sends two officers out."""
    plan = {"officers": pair(town), "route": "平阳河滩一线", "patrol_on": TODAY.isoformat()}
    return Command(town.captain, "/api/inspections/patrols", plan)


def firm(town: Town) -> Command:
    """Return the command that registers an unknown firm."""
    first = "91130624MA" + "".join(random.choices(ALPHABET, k=FREE_CHARACTERS))
    fields = fields_of(town.firm(0)) | {
        "code": first + check_character(first),
        "name": f"新办{first[-FREE_CHARACTERS:]}",
    }
    return Command(town.registrar, "/api/credit/firms", fields)


def task(town: Town) -> Command:
    """Return the supervisor's command that asks for a report, which inspections puts on the officer's list."""
    body = {
        "kind": "report",
        "township": TOWN,
        "body": TOWN,
        "officers": pair(town)[:1],
        "instruction": "核实后报告",
        "due_on": TODAY.isoformat(),
    }
    return Command(town.supervisor, "/api/supervision/tasks", body)


def pair(town: Town) -> list[str]:
    return [officer.certificate for officer in town.pair]


ACCOUNT = Errand(Subject("identity", "officer", OFFICERS, "officer_rows"), account)
PATROL = Errand(Subject("inspections", "patrol", PATROLS, "patrol_rows"), patrol)
FIRM = Errand(Subject("credit", "firm", FIRMS, "firm_rows"), firm)
TASK = Errand(Subject("supervision", "task", TASKS, "task_rows"), task)
ERRANDS = (ACCOUNT, PATROL, FIRM, TASK)
