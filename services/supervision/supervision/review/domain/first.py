"""Whether a first violation was the first one (首违不罚; APL 33(1)): by what the county decided of the same party."""

from collections.abc import Iterator
from typing import Final

from contracts.cases import CaseFiled, NoPenaltyDecided, NoPenaltyGround, PartyIdentified, PenaltyDecided
from supervision.review.domain.counting import months_later
from supervision.review.domain.finding import RANGE, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Fault, Known
from supervision.review.domain.law import Law

AT_FAULT: Final = (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST)
"""Grounds that let a party off which did commit the act."""


def fault_of(history: History) -> Fault | None:
    """Return the decision that found a known party at fault; None without one."""
    filed, named = history.first(CaseFiled), history.last(PartyIdentified)
    decided: Published[PenaltyDecided] | Published[NoPenaltyDecided] | None = history.first(PenaltyDecided)
    if decided is None:
        decided = next((one for one in history.of(NoPenaltyDecided) if one.event.ground in AT_FAULT), None)
    if not (filed and named and named.event.party_mark and decided):
        return None
    return Fault(
        id=history.id,
        at=decided.at,
        party=named.event.party_mark,
        alike=named.event.alike,
        power=filed.event.power,
        decided_on=decided.event.decided_on,
        mark=named.event.act_mark,
        act_on=filed.event.act_on,
        fined=bool(getattr(decided.event, "fine", 0)),
    )


def is_let_off_as_first(history: History) -> bool:
    return any(one.event.ground is NoPenaltyGround.FIRST for one in history.of(NoPenaltyDecided))


def first(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a party that was let off as a first offender though it had been found at fault before.

    That the earlier act was of another matter, or of who may be the same human being, is for people to weigh.
    """
    filed = history.first(CaseFiled)
    for let_go in history.of(NoPenaltyDecided):
        named = history.before(let_go).last(PartyIdentified)
        if not filed or not named or let_go.event.ground is not NoPenaltyGround.FIRST:
            continue
        months = law.terms_on(let_go.event.decided_on).first_violation_months
        earlier = [
            fault
            for fault in known.faults
            if named.event.marks & {fault.party, *fault.alike} and fault.id != history.id and fault.at < let_go.at
            if months_later(fault.decided_on, months) >= let_go.event.decided_on
        ]
        own = [fault for fault in earlier if fault.party == named.event.party_mark]
        if any(fault.power == filed.event.power for fault in own):
            yield RANGE.by("APL 33(1)").found(let_go, "县内已就同一事项认定该当事人违法，不是初次违法")
        elif len(own) < len(earlier):
            what = "县内已认定可能为同一当事人（经营者、姓名和出生日期或者住址相同）的违法，是否初次违法须予核实"
            yield RANGE.by("APL 33(1)").flagged(let_go, what)
        elif own:
            yield RANGE.by("APL 33(1)").flagged(let_go, "县内已就其他事项认定该当事人违法，是否初次违法须予说明")
