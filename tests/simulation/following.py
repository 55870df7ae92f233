"""Expected effects of the office's history on the listener: each event's effect once, and in order."""

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


def followed(office: Kept, listener: Kept, forgotten: set[str]) -> Iterator[str]:
    """Yield differences. Decisions taken again after a store lost their notes may have had an effect this time."""
    boards = {f"board-{hall['_id']}": on_board(hall) for hall in office["hall"].values()}
    files = {f"file-{ticket['_id']}": in_file(ticket) for ticket in office["ticket"].values()}
    found = {id: caused(document, forgotten) for kind in ("board", "file") for id, document in listener[kind].items()}
    expected = boards | files
    for id in sorted({*expected, *found}):
        if found.get(id) != expected.get(id):
            yield f"{id} shows {found.get(id)} instead of {expected.get(id)}"


def caused(document: Document, forgotten: set[str]) -> list[Effect]:
    """Return what foreign events caused."""
    return [
        (record["cause"].removeprefix("event:").partition("/")[0], short(record))
        for record in document["events"]
        if record["cause"].startswith("event:") and record["cause"] not in forgotten
    ]


def short(record: Document) -> str:
    return str(record["type"].split(".")[1])


def on_board(hall: Document) -> list[Effect]:
    return [(f"{hall['_id']}:{event['sequence']}", BOARD[short(event)]) for event in hall["events"]]


def in_file(ticket: Document) -> list[Effect]:
    """Return the expected file: notes count from the flag on; without a flag the end is declined."""
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
