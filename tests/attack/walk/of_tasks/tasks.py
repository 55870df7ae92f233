"""Tasks: what the supervisor gives, what the officers' side answers, and the day that passes."""

from datetime import timedelta
from random import Random

from tests.attack.walk.neighbours import FIRM, another_day, one_of
from tests.attack.walk.of_inspections.beginning import FAR_FIRM, SHOP
from tests.attack.walk.people import ELSEWHERE, OFFICERS, PAIR, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, Course, World

from contracts.event import Event
from contracts.inspections import AssignmentDeclined, AssignmentDone
from supervision.tasks.domain import Task


def begin(world: World, draw: Random) -> Asked:
    return Asked(PEOPLE["supervisor"], "/tasks", issued(world, draw), world.key())


def issued(world: World, draw: Random) -> Body:
    report = draw.random() < 0.4
    pair = list(PAIR) if draw.random() < 0.7 else ["HB-1001", draw.choice(OFFICERS).certificate]
    asked: Body = {
        "kind": "report" if report else "visit",
        "township": TOWN,
        "body": TOWN,
        "officers": pair[:1] if report and draw.random() < 0.5 else pair,
        "instruction": "到企业核查",
        "due_on": (world.today + timedelta(days=draw.choice((0, 1, 7, 30)))).isoformat(),
    }
    return asked if report else asked | {"firm": draw.choice((FIRM, SHOP)), "item_lists": ["fire"]}


def wanted(world: World, task: Task, draw: Random) -> list[str]:
    if task.settled:
        return []
    if draw.random() < 0.1:
        return ["withdrawn"]
    late = ["overdue"] if world.today > task.issued.due_on and not task.overdue else []
    return [*late, "done"] if draw.random() < 0.7 else [*late, "declined"]


def given(world: World, id: str, task: Task, name: str, draw: Random) -> Asked:
    """Let the officers' side answer, as often as it likes, the task be taken back, and the last day be looked at."""
    if name == "withdrawn":
        return Asked(PEOPLE["supervisor"], f"/tasks/{id}/withdrawal", {"reason": "交办有误"}, world.key())
    if name == "overdue":
        return Asked(PEOPLE["first"], "tick", {}, world.key(), due=id)
    answer: Event = (
        AssignmentDone(task=id, done_on=world.today, report="")
        if name == "done"
        else AssignmentDeclined(task=id, rule="inspections/cap-reached", law="Doc 54")
    )
    return Asked(PEOPLE["first"], f"assignment-{world.key()}", {}, world.key(), event=answer)


def nothing(world: World, task: Task, draw: Random) -> Body:
    return {}


TASK = Course(
    verbs="tasks",
    commands={
        "done": ("first", nothing),
        "declined": ("first", nothing),
        "overdue": ("first", nothing),
        "withdrawn": ("supervisor", nothing),
    },
    wanted=wanted,
    given=given,
    more={},
)
NEIGHBOURS = {
    "kind": one_of("report", "visit"),
    "body": one_of(TOWN, ELSEWHERE, "130624-justice", "130624999"),
    "firm": one_of(FIRM, SHOP, FAR_FIRM, FIRM.lower(), "91130624MA0TETX1KX", None),
    "item_lists": one_of([], ["fire"], ["fire", "fire"], ["unknown"]),
    "due_on": another_day,
    "instruction": one_of("核查", "", "请联系 138-0013-8000", "132423187001010017"),
}
