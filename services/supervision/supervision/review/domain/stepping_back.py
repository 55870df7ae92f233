"""Recusal from visits and patrols: who must not go, decides nothing, and what they did before (X-03; APL 43)."""

from collections.abc import Iterator
from typing import Any

from contracts.event import Event
from contracts.inspections import (
    InspectorReplaced,
    PatrolAssigned,
    PatrolFindingConfirmed,
    PatrolFound,
    PatrolOfficerReplaced,
    ReferralForgone,
    ReplacementGround,
    VisitApproved,
    VisitAssigned,
    VisitPostponed,
)
from contracts.values import CertificateNumber
from supervision.review.domain.finding import RECUSAL, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.replacements import Sent, standing

DECISIONS = (VisitApproved, VisitPostponed, ReferralForgone, InspectorReplaced, PatrolOfficerReplaced)


def stepping_back(history: History, sent: Sent, known: Known) -> Iterator[Finding]:
    """Find whoever is recused and goes or decides, and who decided on the own recusal; flag what they did before."""
    out = set(getattr(sent.event, "recused", ()))
    for one in history.of(*DECISIONS):
        if known.is_behind(one.actor, out):
            yield RECUSAL.found(one, "作出决定的人员须回避")
        if isinstance(one.event, InspectorReplaced | PatrolOfficerReplaced):
            if one.event.ground is ReplacementGround.RECUSAL:
                out.add(one.event.replaced)
                yield from recused(history, one, known)
            if one.event.by in out or known.humans([one.event.by]) & known.humans(out):
                yield RECUSAL.found(one, f"执法证 {one.event.by} 的执法人员须回避，仍被派去")


def recused(history: History, one: Published[Any], known: Known) -> Iterator[Finding]:
    """Find a recusal that the one concerned decided; flag the acts that stand and that they had a part in."""
    number = one.event.replaced
    if known.is_behind(one.actor, [number]):
        yield RECUSAL.found(one, "由本人决定本人的回避")
    if acts := taken_part(History(history.id, (*history.before(one).events, one)), number, known):
        yield RECUSAL.flagged(one, f"执法证 {number} 的执法人员在回避之前参与了：{acts}，请核实")


def taken_part(history: History, number: CertificateNumber, known: Known) -> str:
    """Return in words what the officer recorded or confirmed under any number, or did together with the other one."""
    found: dict[str, list[str]] = {}
    names = known.names_of([number])
    for one in standing(history).events:
        if names & named_by(one.event):
            named = found.setdefault(one.event.word, [])
            named += [what for what in [about(one.event, history)] if what and what not in named]
    return "；".join(f"{word}（{'、'.join(named)}）" if named else word for word, named in found.items())


def named_by(event: Event) -> set[CertificateNumber]:
    """Return the officers who did what an event tells; whoever was only sent did nothing yet."""
    if isinstance(event, VisitAssigned | PatrolAssigned):
        return set()
    names = (getattr(event, name, None) for name in ("officer", "certificate", "confirmed_by"))
    return {*filter(None, names), *getattr(event, "officers", ())}


def about(event: Event, history: History) -> str:
    """Return the item or place that an act is about, as people know it; empty where it is about the whole."""
    if isinstance(event, PatrolFound | PatrolFindingConfirmed):
        found = (one.event.place for one in history.of(PatrolFound) if one.event.finding == event.finding)
        return next(found, "")
    act: str = getattr(event, "item", getattr(event, "act", ""))
    return "检查记录" if act == "record" else act.removeprefix("order-").removeprefix("recheck-")
