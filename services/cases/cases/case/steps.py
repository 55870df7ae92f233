"""The steps of a case for whoever asks, each with the way to give it."""

from functools import lru_cache
from typing import Any

from cases.case.domain.case import Case
from cases.case.domain.form import Desk, Item
from cases.case.domain.next_steps import offered, plain_steps, standing
from cases.case.domain.procedure import Gate, Procedure, Shut, Today
from chassis.http import ways_to, words_of
from contracts.origin import Origin
from contracts.steps import NextStep

BELOW = "/cases/{case_id}/"


def next_steps(
    id: str, case: Case, today: Today, desk: Desk | None, who: Origin
) -> tuple[list[NextStep], dict[str, str]]:
    """Return every step, and the labels of their codes."""
    found, stands = ways_to("cases", BELOW), standing(case, today)

    def way_to(step: str, item: Item) -> dict[str, Any]:
        return found[step].fields(case_id=id, act_id=item.id)

    steps = [step for step, _ in offered(case, stands, desk, who.roles, way_to)]
    return steps, plain_words(*stands) | words_of(step for step in steps if step.may_i)


@lru_cache(1024)
def plain_words(
    procedure: Procedure, shut: tuple[tuple[Gate, Shut], ...], demanded: tuple[Shut, ...]
) -> dict[str, str]:
    return words_of(plain_steps(procedure, shut, demanded))
