"""Addresses of the screens, by the role that has them: every room, and one record of each kind."""

from collections.abc import Iterator

from tests.journeys.people import LOGINS, SUPERVISOR, TOWN, People

WORK = ("/", "/rooms", "/queue", "/me")
ROOMS = {
    "officer": (*WORK, "/card", "/cases", "/visits", "/patrols", "/clues", "/draws", "/firms", "/powers"),
    "captain": ("/", "/patrols", "/new/clue", "/new/case", "/new/patrol"),
    "head": ("/", "/approvals", "/cases", "/county", "/alerts"),
    "legal-reviewer": ("/", "/cases", "/visits", "/patrols", "/powers"),
    "draw-office": ("/", "/draws", "/new/draw"),
    "supervisor": (
        *("/", "/county", "/alerts", "/assignments", "/reviews", "/attempts", "/accounts", "/cases", "/draws"),
        *("/visits", "/firms", "/judged", "/account-changes", "/new/task"),
    ),
    "administrator": ("/accounts", "/new/account"),
    "registrar": ("/firms", "/firms/import", "/new/firm"),
    "hotline": ("/", "/clues"),
    "auditor": ("/", "/account-changes", "/accounts", "/attempts"),
}
PUBLIC = ("/public.html", "/sign-in")
"""Without an account."""
DETAILS = {
    "officer": ("visit", "patrol", "clue", "case", "power"),
    "legal-reviewer": ("case", "visit"),
    "draw-office": ("draw",),
    "supervisor": ("firm", "review", "task", "alert", "given"),
    "administrator": ("account",),
    "auditor": ("account",),
}


def addresses(people: People) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each role with the rooms that it has, and the address of one record of each kind that is there."""
    there = records(people)
    for role, rooms in ROOMS.items():
        yield role, (*rooms, *(there[kind] for kind in DETAILS.get(role, ()) if kind in there))


def records(people: People) -> dict[str, str]:
    """The address of one record of each kind, as the officer of the town or the supervisor sees it."""
    officer, supervisor = people[LOGINS["officer"]], people[SUPERVISOR]
    lists = {
        "visit": (officer, "/api/inspections/visits", "/visits", "id"),
        "patrol": (officer, "/api/inspections/patrols", "/patrols", "id"),
        "clue": (officer, "/api/cases/clues", "/clues", "id"),
        "case": (officer, "/api/cases/cases", "/cases", "id"),
        "power": (officer, "/api/cases/powers", "/powers", "code"),
        "draw": (people[LOGINS["draw-office"]], "/api/inspections/draws", "/draws", "id"),
        "firm": (supervisor, "/api/credit/firms", "/firms", "code"),
        "given": (supervisor, "/api/inspections/assignments", "/given", "id"),
        "review": (supervisor, "/api/supervision/reviews", "/reviews", "id"),
        "task": (supervisor, "/api/supervision/tasks", "/assignments", "id"),
        "alert": (supervisor, "/api/supervision/alerts", "/alerts", "id"),
        "account": (people[LOGINS["administrator"]], "/api/identity/officers", "/accounts", "id"),
    }
    there = {}
    for kind, (reader, path, room, name) in lists.items():
        if items := reader.seen(path)["items"]:
            there[kind] = f"{room}/{fullest(items)[name]}"
    visited = [visit for visit in supervisor.every("/api/inspections/visits") if is_over(visit)]
    if visited:
        there["firm"] = f"/firms/{fullest(visited)['firm']}"
    assert there, f"nothing is there for {TOWN}"
    return there


def fullest(items: list[dict[str, object]]) -> dict[str, object]:
    """The record with most in it: one that much happened to shows more."""
    return max(items, key=lambda item: len(str(item)))


def is_over(visit: dict[str, object]) -> bool:
    return visit["stage"] == "concluded"
