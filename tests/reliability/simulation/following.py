"""What the listener must have made of the office's history: each event's effect once, and in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.documents import Document

type Kept = Mapping[str, dict[Any, Document]]
type Effect = tuple[str, str]

BOARD = {
    "hall-opened": "board-hung",
    "hall-named": "board-named",
    "hall-lent": "board-lent",
    "hall-shut": "board-taken",
}


def followed(office: Kept, listener: Kept) -> Iterator[str]:
    yield from compared("board", {it["_id"]: on_board(it) for it in office["hall"].values()}, listener["board"])
    yield from compared("file", {it["_id"]: in_file(it) for it in office["ticket"].values()}, listener["file"])


def compared(kind: str, expected: dict[str, list[Effect]], kept: dict[Any, Document]) -> Iterator[str]:
    """Of what the listener keeps, only what foreign events caused."""
    found = {id.removeprefix(f"{kind}-"): caused(document) for id, document in kept.items()}
    for id in sorted({*expected, *found}):
        if found.get(id) != expected.get(id):
            yield f"the {kind} of {id} shows {found.get(id)} instead of {expected.get(id)}"


def caused(document: Document) -> list[Effect]:
    return [
        (record["cause"].removeprefix("event:").partition("/")[0], short(record))
        for record in document["events"]
        if record["cause"].startswith("event:")
    ]


def short(record: Document) -> str:
    return str(record["type"].split(".")[1])


def on_board(hall: Document) -> list[Effect]:
    return [(f"{hall['_id']}:{it['sequence']}", BOARD[short(it)]) for it in hall["events"]]


def in_file(ticket: Document) -> list[Effect]:
    """Notes count from the flag on; without a flag the end is declined."""
    effects: list[Effect] = []
    flagged = False
    for record in ticket["events"]:
        flagged = flagged or short(record) == "ticket-seated"
        if effect := answer(short(record), flagged):
            effects.append((f"{ticket['_id']}:{record['sequence']}", effect))
    return effects


def answer(type: str, flagged: bool) -> str:
    match type:
        case "ticket-sold":
            return "file-begun"
        case "ticket-seated":
            return "file-flagged"
        case "ticket-overdue":
            return "file-urged"
        case "ticket-noted":
            return "file-extended" if flagged else ""
        case _:
            return "file-finished" if flagged else "file-declined"
