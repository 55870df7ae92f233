"""The steps of a case for whoever asks: gates and forms, joined; how each is given is the service's to say."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from cases.case.domain.case import Case
from cases.case.domain.form import Desk, Item, items
from cases.case.domain.forms import FORMS
from cases.case.domain.procedure import Gate, Procedure, Shut, Today
from cases.case.domain.proposal import demanded_of_any
from cases.case.domain.work_items import work_items
from contracts.steps import EMPTY, GIVERS, Form, NextStep, Obstacle, Offer, shown
from contracts.values import Role

type Standing = tuple[Procedure, tuple[tuple[Gate, Shut], ...], tuple[Shut, ...]]

WHOLE: Final = (Item(id="", label=""),)


def nowhere(step: str, item: Item) -> dict[str, Any]:
    """Return no way to a step, where none is known."""
    return {}


def standing(case: Case, today: Today) -> Standing:
    """Return what the steps of a case are the same for, whoever asks."""
    return today.procedure, tuple(today.procedure.shut(case, today).items()), demanded_of_any(case, today)


def offered(
    case: Case,
    stands: Standing,
    desk: Desk | None,
    roles: frozenset[Role],
    way_to: Callable[[str, Item], Mapping[str, Any]],
) -> Iterator[tuple[NextStep, Item]]:
    """Return every step, one that is for one of several things for each; `way_to` tells the fields of its way.

    What is to be given for nothing that is there is left out: a confirmation, a decision on a recusal, a judgement on
    a similar case where the page compares none.
    """
    awaited = {item.what for item in work_items(case)}
    given_for = items(case) | ({} if desk and desk.facts.similar else {"judge-same-act": []})
    for step in plain_steps(*stands):
        own = None if roles.isdisjoint(GIVERS[step.by]) else desk
        for item in given_for.get(step.name, WHOLE):
            yield for_one(step, item, own, awaited, way_to(step.name, item)), item


def for_one(plain: NextStep, item: Item, desk: Desk | None, awaited: set[str], way: Mapping[str, Any]) -> NextStep:
    may, form = filled(plain, item, desk) if desk else (False, EMPTY)
    return shown(
        Offer(name=plain.name, label=item.label, may=may, form=form, law=plain.law),
        label=plain.label,
        by=plain.by,
        awaited=plain.name in awaited,
        missing=plain.missing,
        demanded=plain.demanded,
        **way,
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
) -> tuple[NextStep, ...]:
    """The steps: the same for all cases of which the same is missing and demanded."""
    why = dict(shut)
    return tuple(
        shown(
            Offer(name=name, may=False, form=EMPTY, law=step.law),
            label=step.label,
            by=step.by,
            awaited=False,
            missing=[Obstacle.of(each) for each in step.missing(why)],
            demanded=[Obstacle.of(each) for each in demanded if step.proposes],
        )
        for name, step in procedure.steps.items()
    )
