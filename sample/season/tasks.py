"""A task that the supervisor gives to an officer and sees done."""

from datetime import date

from contracts.values import Role
from season.accounts import Cast
from season.player import Body, until

TOWN = "130624107"


async def issue(cast: Cast, due_on: date) -> Body:
    """Issue a task: it appears on the officer's list, the officer reports, the supervisor sees it done."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)
    officer = cast.of(TOWN, Role.OFFICER)
    task = await supervisor.act(
        "/api/supervision/tasks",
        {
            "kind": "report",
            "township": TOWN,
            "body": TOWN,
            "officers": [officer.certificate],
            "instruction": "核查群众反映的秸秆堆放点，三日内报告",
            "due_on": due_on.isoformat(),
        },
    )

    id = f"assignment-{task['id']}"

    async def on_the_list() -> Body | None:
        """Return the task among the officer's work; a season that continues may find it done."""
        waiting = {item["id"] for item in (await officer.ask("/api/inspections/work"))["items"]}
        given = {assignment["id"]: assignment for assignment in await officer.every("/api/inspections/assignments")}
        return given[id] if id in waiting or (id in given and not given[id]["open"]) else None

    await until("the task stands on the officer's list", on_the_list)
    await officer.act(f"/api/inspections/assignments/{id}/completion", {"report": "已清理，现场照片已留存"})

    async def done() -> Body | None:
        seen = await supervisor.ask(f"/api/supervision/tasks/{task['id']}")
        return seen if seen["completed_on"] else None

    return await until("the supervisor sees the task done", done)


async def flagged(cast: Cast, case: str) -> Body:
    """Wait until the supervisor sees that the fine was not paid in time."""
    supervisor = cast.of("130624-justice", Role.SUPERVISOR)

    async def alert() -> Body | None:
        alerts = await supervisor.every("/api/supervision/alerts", kind="payment-overdue")
        return next((alert for alert in alerts if alert["subject"] == case), None)

    return await until("the late payment is flagged", alert)
