"""Files of patrols: their smallest unlawful neighbours (X-01, X-04, X-32, X-37, X-40, X-41)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.support.inspected import patrolled
from tests.support.lawful import BODY, HEAD, MONDAY, PAIR
from tests.support.neighbours import changed, recorded, repeated, without

from contracts.inspections import PatrolAssigned, PatrolConcluded, PatrolFindingSetAside, PatrolFound, PatrolReferred
from supervision.review import History

type Change = Callable[[History], History]
type Rules = Callable[..., list[str]]

PATROLS: list[tuple[str, Change]] = [
    ("X-01 unlawful", lambda file: changed(file, PatrolAssigned, officers=PAIR[:1])),
    ("X-04 unlawful", lambda file: changed(file, PatrolAssigned, township="130624101")),
    ("X-37 unlawful", lambda file: recorded(file, PatrolFound, actor=HEAD)),
    ("X-40 flag", lambda file: without(file, PatrolReferred)),
    ("X-41 unlawful", lambda file: repeated(file, PatrolReferred)),
]


@pytest.mark.parametrize(("rule", "change"), PATROLS)
def test_the_neighbours_of_a_lawful_patrol(rule: str, change: Change, rules: Rules) -> None:
    assert rules(change(patrolled().history())) == [rule]


def test_what_nobody_found_on_patrol_is_not_referred(rules: Rules) -> None:
    assert rules(changed(patrolled().history(), PatrolReferred, finding="patrol-1-9")) == [
        "X-32 unlawful",
        "X-40 flag",
    ]


@pytest.mark.parametrize(("joined", "found"), [(("patrol-1-1",), []), ((), ["X-40 unlawful"])])
def test_what_others_were_joined_to_comes_to_nothing_with_them_only(
    joined: tuple[str, ...], found: list[str], rules: Rules, make: Callable[..., Any]
) -> None:
    file = patrolled()
    file.events = list(without(file.history(), PatrolReferred, PatrolConcluded).events)
    file.add(file.history().of(PatrolFound)[0].event.model_copy(update={"finding": "patrol-1-2"}))
    aside = {"set_aside_on": file.day, "township": BODY, "officer": PAIR[0]}
    file.add(make(PatrolFindingSetAside, finding="patrol-1-1", same_as="patrol-1-2", joined=(), **aside))
    file.add(make(PatrolFindingSetAside, finding="patrol-1-2", same_as=None, joined=joined, **aside))
    assert rules(file.history()) == found


@pytest.mark.parametrize(
    ("other", "found"),
    [({}, []), ({"place": "东街"}, ["X-32 unlawful"]), ({"found_on": MONDAY - timedelta(days=1)}, ["X-32 unlawful"])],
)
def test_a_picture_shows_one_place_and_day_of_a_patrol(
    other: dict[str, Any], found: list[str], rules: Rules, make: Callable[..., Any]
) -> None:
    file = patrolled()
    end = file.events.pop()
    seen = file.history().of(PatrolFound)[0].event
    again = seen.model_copy(update={"finding": "patrol-1-2"} | other)
    file.add(again)
    aside = {"set_aside_on": file.day, "township": BODY, "officer": PAIR[0]}
    file.add(make(PatrolFindingSetAside, finding="patrol-1-2", same_as="patrol-1-1", **aside))
    file.add(end.event.model_copy(update={"findings": 2}))
    assert rules(file.history()) == found
