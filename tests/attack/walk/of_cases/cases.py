"""Cases: what the law wants next, as long as nothing is left, and the commands that give it."""

from collections.abc import Iterator
from random import Random

from tests.attack.walk.neighbours import another_day, another_moment, one_of
from tests.attack.walk.of_cases.commands import (
    COMMANDS,
    a_document,
    a_licence,
    another_mitigation,
    sanctions_too,
    unjudged,
)
from tests.attack.walk.people import BY_CERTIFICATE, PAIR, PEOPLE
from tests.attack.walk.world import Asked, Course, World

from cases.case.domain.case import Case
from contracts.cases import PriorNoticeServed

BEFORE = (
    "evidence",
    "correction-order",
    "correction-recheck",
    "defence",
    "no-penalty",
    "recusal",
    "recusal",
    "recusal",
    "officer-replacement",
    "prior-notice",
)
"""What may come in between."""
UNDER_A_CONDITION = ("TR-01",)
ONLY_AFTER_AN_ORDER = ("EN-12", "CG-08")


def wanted(world: World, case: Case, draw: Random) -> list[str]:
    """Return what is still to be done, in the order of the law, to the end of the case."""
    if case.ended:
        return []
    lapsed = case.order if case.order and case.order.until < world.today and draw.random() < 0.9 else None
    confirmations = [f"acts/{one.act}/confirmation" for one in case.unconfirmed if one is not lapsed]
    before = [] if case.decided else list(before_decision(world, case, draw))
    return [*confirmations, *before, *after_decision(case, draw)]


def before_decision(world: World, case: Case, draw: Random) -> Iterator[str]:
    if draw.random() < 0.12:
        yield draw.choice(BEFORE)
    if case.filing_returned:
        yield "filing-hand-in"
    elif case.awaits_approval:
        yield "filing-return" if draw.random() < 0.1 else "filing-approval"
    if case.recusals_pending:
        yield "recusal-decision"
    if any(number in case.recused for number in case.officers):
        yield "officer-replacement"
    if not case.party:
        yield "party"
    if all(item.act in case.void for item in case.evidence):
        yield "evidence"
    yield from corrections(world, case, draw)
    if case.filed.power in UNDER_A_CONDITION and not case.circumstances:
        yield "circumstance"
    yield from ending(world, case, draw)


def corrections(world: World, case: Case, draw: Random) -> Iterator[str]:
    order = case.order
    expired = order and not case.is_confirmed(order) and order.until < world.today
    if not case.forgone and (order is None or expired or order.act in case.void):
        yield "correction-forgone" if draw.random() < 0.2 else "correction-order"
    elif order and case.order_open and not case.rechecks:
        often = 0.8 if case.filed.power in ONLY_AFTER_AN_ORDER else 0.15
        if draw.random() < often:
            yield "correction-recheck"


def ending(world: World, case: Case, draw: Random) -> Iterator[str]:
    """Yield what leads to a decision: no penalty, or what the party is told and says before one."""
    notice = case.notice
    if not notice and draw.random() < 0.12:
        yield "no-penalty"
    if notice is None or is_outdated(case, notice) or (case.defence and draw.random() < 0.2):
        yield "prior-notice"
    if not case.waiver and not (notice and world.today > notice.defence_until):
        yield draw.choice(("defence-waiver", "defence-waiver", "defence"))
    if unjudged(world, case):
        yield "same-act"
    yield "penalty"


def is_outdated(case: Case, notice: PriorNoticeServed) -> bool:
    """Tell whether the party must be told again: of newer evidence, or because an officer left who told it alone."""
    return bool(set(case.confirmed_evidence) - set(notice.evidence)) or notice.act in case.void


def after_decision(case: Case, draw: Random) -> Iterator[str]:
    if not case.served:
        yield "service"
    elif case.unperformed and draw.random() < 0.3:
        yield from enforcement(case, draw)
    if not case.decided or case.fine_open:
        yield "payment"
    if case.order_open:
        yield "correction-recheck"
    yield "closing"


def enforcement(case: Case, draw: Random) -> Iterator[str]:
    if not case.demand or case.demand.act in case.void:
        yield "demand"
    elif not case.court:
        yield "court-application"
    if draw.random() < 0.2:
        yield "enforcement-end"


def given(world: World, id: str, case: Case, name: str, draw: Random) -> Asked:
    """Return a command as who may give it would."""
    path = f"/cases/{id}/{name}"
    if name.startswith("acts/"):
        act = next((one for one in case.acts if one.act == name.split("/")[1]), None)
        officers = act.officers if act else PAIR
        number = officers[-1] if draw.random() < 0.9 else draw.choice(officers)
        return Asked(BY_CERTIFICATE[number], path, {}, world.key())
    recorder, make = COMMANDS[name]
    who = BY_CERTIFICATE[case.officers[0]] if recorder == "officer" else PEOPLE[recorder]
    concerned = {one.concerns for one in case.recusals_pending} if name == "recusal-decision" else case.recused
    if who.name in concerned:
        who = PEOPLE["deputy"]
    return Asked(who, path, make(world, case, draw), world.key())


CASE = Course(
    verbs="cases",
    commands=COMMANDS,
    wanted=wanted,
    given=given,
    more={
        "evidence": (("taken_at", another_moment),),
        "correction-recheck": (("rechecked_on", another_day),),
        "correction-order": (("ordered_on", another_day),),
        "party": (("born_on", another_day), ("document", a_document), ("licence", a_licence)),
        "service": (("served_on", another_day),),
        "defence": (("received_on", another_day),),
        "defence-waiver": (("waived_on", another_day),),
        "demand": (("demanded_on", another_day),),
        "court-application": (("applied_on", another_day),),
        "penalty": (("mitigated", another_mitigation), ("base", one_of(1, 100_00)), ("sanctions", sanctions_too)),
        "prior-notice": (("mitigated", another_mitigation), ("base", one_of(1, 100_00)), ("sanctions", sanctions_too)),
    },
)
