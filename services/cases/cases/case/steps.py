"""The steps of a case for whoever asks: gates, forms and ways, joined."""

from functools import lru_cache
from typing import Any, Final

from cases.case.domain.case import Case
from cases.case.domain.form import Desk, Item, items
from cases.case.domain.forms import FORMS
from cases.case.domain.procedure import Gate, Procedure, Shut, Today
from cases.case.domain.proposal import demanded_of_any
from cases.case.domain.work_items import work_items
from chassis.http import Way, ways_to, words_of
from contracts.origin import Origin
from contracts.steps import Form, NextStep, Obstacle

BELOW = "/cases/{case_id}/"
WHOLE: Final = (Item(id="", label=""),)
EMPTY: Final = Form()


def next_steps(
    id: str, case: Case, today: Today, desk: Desk | None, who: Origin
) -> tuple[list[NextStep], dict[str, str]]:
    """Return every step, one that is for one of several things for each, and the labels of their codes.

    What is to be given for nothing that is there is left out: a confirmation, a decision on a recusal, a judgement on
    a similar case where the page compares none.
    """
    shut = today.procedure.shut(case, today)
    plain, words = plain_steps(today.procedure, tuple(shut.items()), demanded_of_any(case, today))
    found, awaited = ways_to("cases", BELOW), {item.what for item in work_items(case)}
    given_for = items(case) | ({} if desk and desk.facts.similar else {"judge-same-act": []})
    steps = [
        for_one(step, id, item, found[step.name], desk if found[step.name].is_open_to(who) else None, awaited)
        for step in plain
        for item in given_for.get(step.name, WHOLE)
    ]
    return steps, words | words_of(step for step in steps if step.may_i)


def for_one(plain: NextStep, id: str, item: Item, way: Way, desk: Desk | None, awaited: set[str]) -> NextStep:
    may, form = filled(plain, item, desk) if desk else (False, EMPTY)
    missing = [*plain.missing, *map(Obstacle.of, form.missing)]
    given = EMPTY if missing else form
    options: dict[str, Any] = dict(given.options)
    return NextStep.model_construct(
        name=plain.name,
        label=f"{plain.label}（{item.label}）" if item.label else plain.label,
        by=plain.by,
        missing=missing,
        demanded=[*plain.demanded, *map(Obstacle.of, form.demanded)],
        path=way.to(case_id=id, act_id=item.id),
        method=way.method,
        body=way.schema,
        prefill=dict(given.prefill),
        options=options,
        may_i=may,
        next=plain.name in awaited,
    )


def filled(plain: NextStep, item: Item, desk: Desk) -> tuple[bool, Form]:
    """Return whether the caller may give the step, and its form where nothing stands in the way of it."""
    may, fill = FORMS[plain.name]
    if not (desk.free and may(desk, item)):
        return False, EMPTY
    return True, EMPTY if plain.missing else fill(desk, item)


@lru_cache(1024)
def plain_steps(
    procedure: Procedure, shut: tuple[tuple[Gate, Shut], ...], demanded: tuple[Shut, ...]
) -> tuple[list[NextStep], dict[str, str]]:
    """The steps and the labels of their codes: the same for all cases of which the same is missing and demanded."""
    why = dict(shut)
    steps = [
        NextStep(
            name=name,
            label=step.label,
            by=step.by,
            missing=[Obstacle.of(each) for each in step.missing(why)],
            demanded=[Obstacle.of(each) for each in demanded if step.proposes],
            path="",
            method="",
            body=None,
            prefill={},
            options={},
            may_i=False,
            next=False,
        )
        for name, step in procedure.steps.items()
    ]
    return steps, words_of(steps)
