"""Steps of a draw with their forms; the seed is typed by either alone, so nobody is told what a witness typed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from contracts.steps import Form, Offer, passes, refusals
from contracts.values import PersonId
from inspections.draws.domain.draw import Draw, check_waits
from inspections.draws.domain.seeds import awaited_seed, check_known
from inspections.draws.domain.witnesses import check_witness, check_witnessed

BY_LOT: Final = "OBE 54; 国发〔2019〕5号 三(四)"
"""Firms and officers are drawn, from the pool that was published before, by a seed that nobody chose."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The place at which a caller fills forms for a draw; `unable` are those of its witnesses who can't any more."""

    draw: Draw
    on: date
    at: datetime
    person: PersonId
    unable: frozenset[PersonId]


def offers(desk: Desk) -> list[Offer]:
    """Return what is still to be done; of a draw that no account witnesses, only the holding."""
    draw, waits = desk.draw, refusals(check_ripe, desk)
    witnessed = refusals(check_witnessed, draw.sealed, draw.witnessed, desk.unable)
    holding = Offer(name="hold-draw", may=True, form=Form(missing=(*waits, *witnessed)), law=BY_LOT)
    may = passes(check_witness, draw.sealed, desk.person)
    witnessing = Offer(name="witness-seed", may=may, form=Form(missing=waits), law=BY_LOT)
    return [witnessing, holding] if draw.sealed.witness_accounts else [holding]


def check_ripe(desk: Desk) -> None:
    """Refuse a draw that was held or is over, and one whose seed has not come out."""
    check_waits(desk.draw, desk.on)
    check_known(awaited_seed(desk.draw.sealed), desk.at)
