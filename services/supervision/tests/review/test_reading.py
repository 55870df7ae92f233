"""Reading reviews: page by page while files are reviewed anew, and while their histories are heard again."""

from collections.abc import Callable
from typing import Any

from tests.support.inspected import clue_file, visited

from chassis.testing import Bench, Caller
from supervision.review import History
from supervision.service import Service

type Tell = Callable[..., Any]


async def test_a_review_whose_file_is_not_there_is_none(tell: Tell, supervisor: Caller, bench: Bench[Service]) -> None:
    """As after a rewind, until the file was heard again."""
    await tell(clue_file())
    assert (await supervisor.ask("/reviews/review-clue-1")).status_code == 200
    await bench.parts.documents.delete("history_rows", {"_id": "clue-1"})
    assert (await supervisor.ask("/reviews/review-clue-1")).status_code == 404
    assert (await supervisor.ask("/reviews/review-nothing")).status_code == 404


async def test_a_file_that_is_reviewed_anew_while_the_list_is_read_is_not_lost(tell: Tell, supervisor: Caller) -> None:
    """It moves to the top, behind the reader's back; the walk ends with it."""
    file = visited().history()
    begun, ended = History(file.id, file.events[:-2]), History(file.id, file.events[-2:])
    for number in (1, 2, 3):
        await tell(begun, f"visit-{number}")
    first = (await supervisor.ask("/reviews", limit=1)).json()
    await tell(ended, "visit-1")
    seen, cursor = [first["items"][0]["subject"]], first["next"]
    while cursor:
        page = (await supervisor.ask("/reviews", limit=1, cursor=cursor)).json()
        seen, cursor = [*seen, *(item["subject"] for item in page["items"])], page["next"]
    assert (set(seen), seen[-1]) == ({"visit-1", "visit-2", "visit-3"}, "visit-1")
