"""The comparison detects each kind of fault."""

from dataclasses import dataclass, replace

import pytest
from tests.support.checking import Kept, Published, Row, compared


@dataclass(frozen=True)
class Answered:
    cause: str
    id: str
    version: int
    acknowledged: bool = True


TOLD = (Answered("http:a:1", "case-1", 1), Answered("http:a:2", "case-1", 2), Answered("http:a:3", "case-1", 3))
KEPT = Kept(id="case-1", version=3, causes=("http:a:1", "http:a:2", "http:a:3"), digests=("x", "y", "z"))
TOPIC = (Published("case-1", 1, "x"), Published("case-1", 2, "y"), Published("case-1", 3, "z"))
ROW = Row("case-1", 3, "z", (1, 2, 3))
REFUSED = Answered("http:a:3", "", 0, acknowledged=False)
DOUBLED = replace(KEPT, causes=("http:a:1", "http:a:2", "http:a:3", "http:a:3"), digests=("x", "y", "z", "z'"))


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    again = Answered("http:a:2", "case-1", 3)
    assert compared([*TOLD, again], [KEPT], [*TOPIC, TOPIC[1], TOPIC[2]], [ROW]) == []


@pytest.mark.parametrize(
    ("told", "kept", "topic", "row", "words"),
    [
        (TOLD, replace(KEPT, causes=("http:a:1", "http:a:2", "due:x")), TOPIC, ROW, "in the history of case-1 0 times"),
        (TOLD, DOUBLED, TOPIC, ROW, "in the history of case-1 2 times"),
        ((*TOLD[:2], REFUSED), KEPT, TOPIC, ROW, "although it was refused"),
        ((*TOLD[:2], replace(TOLD[2], version=2)), KEPT, TOPIC, ROW, "which did not have it yet"),
        (TOLD, KEPT, TOPIC[:2], ROW, "was published as [1, 2]"),
        (TOLD, KEPT, TOPIC[:1] + TOPIC[2:], ROW, "was published as [1, 3]"),
        (TOLD, KEPT, (TOPIC[1], TOPIC[0], TOPIC[2]), ROW, "was published as [2, 1, 3]"),
        (TOLD, KEPT, (*TOPIC, Published("case-1", 4, "w")), ROW, "was published as [1, 2, 3, 4]"),
        (TOLD, KEPT, (*TOPIC, Published("case-1", 2, "w")), ROW, "published with another content"),
        (TOLD, KEPT, TOPIC, Row("case-2", 3, "z", (1, 2, 3)), "has no row"),
        (TOLD, KEPT, TOPIC, replace(ROW, steps=(1, 2, 3, 3)), "its row took (1, 2, 3, 3)"),
        (TOLD, KEPT, TOPIC, replace(ROW, steps=(1, 3, 2)), "its row took (1, 3, 2)"),
        (TOLD, KEPT, TOPIC, replace(ROW, digest="y"), "not the last event"),
        (TOLD, KEPT, TOPIC, Row("case-1", 2, "y", None), "not the last event"),
    ],
)
def test_a_fault_is_found(
    told: tuple[Answered, ...], kept: Kept, topic: tuple[Published, ...], row: Row, words: str
) -> None:
    assert any(words in finding for finding in compared(told, [kept], topic, [row]))
