"""A command for each service beside casework, which any number of people may give."""

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from tests.reliability.clients import Command
from tests.reliability.faults import Subject
from tests.reliability.town import TODAY, TOWN, Town, fields_of

from contracts.credit_code import ALPHABET, check_character
from contracts.topics import FIRMS, OFFICERS, PATROLS, TASKS

FREE_CHARACTERS = 7


@dataclass(frozen=True)
class Errand:
    """`path` is that of the command; what becomes of it is compared under `subject`."""

    path: str
    subject: Subject
    given: Callable[[Town, str], Command]

    def following(self, town: Town) -> Command:
        return self.given(town, self.path)


def account(town: Town, path: str) -> Command:
    """The administrator opens an account."""
    return Command(town.administrator, path, {"name": "新来", "body": TOWN, "roles": ["officer"]})


def patrol(town: Town, path: str) -> Command:
    """The captain sends two officers out."""
    plan = {"officers": pair(town), "route": "平阳河滩一线", "patrol_on": TODAY.isoformat()}
    return Command(town.captain, path, plan)


def firm(town: Town, path: str) -> Command:
    """A firm that nobody knows is registered."""
    first = "91130624MA" + "".join(random.choices(ALPHABET, k=FREE_CHARACTERS))
    fields = fields_of(town.firm(0)) | {"code": first + check_character(first), "name": f"新办{uuid.uuid4().hex[:6]}"}
    return Command(town.registrar, path, fields)


def task(town: Town, path: str) -> Command:
    """The supervisor wants a report, which inspections puts on the officer's list."""
    body = {
        "kind": "report",
        "township": TOWN,
        "body": TOWN,
        "officers": pair(town)[:1],
        "instruction": "核实后报告",
        "due_on": TODAY.isoformat(),
    }
    return Command(town.supervisor, path, body)


def pair(town: Town) -> list[str]:
    return [officer.certificate for officer in town.pair]


ACCOUNT = Errand("/api/identity/officers", Subject("identity", "officer", OFFICERS, "officer_rows"), account)
PATROL = Errand("/api/inspections/patrols", Subject("inspections", "patrol", PATROLS, "patrol_rows"), patrol)
FIRM = Errand("/api/credit/firms", Subject("credit", "firm", FIRMS, "firm_rows"), firm)
TASK = Errand("/api/supervision/tasks", Subject("supervision", "task", TASKS, "task_rows"), task)
ERRANDS = (ACCOUNT, PATROL, FIRM, TASK)
