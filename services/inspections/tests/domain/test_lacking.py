"""What a decision lacks is refused, whoever asks for it."""

from datetime import date

import pytest

from contracts.identity.holder import Holder
from contracts.refusal import Refusal
from inspections.domain.draw import NOT_SEALED, SealDraw, seal_draw
from inspections.domain.facts import Facts
from inspections.domain.patrol import NO_TERRITORY, AssignPatrol, assign_patrol

TODAY = date(2026, 9, 7)
HEALTH = "130624-health"


def facts(**officers: Holder) -> Facts:
    return Facts(on=TODAY, id="finding-1", agency=HEALTH, caller="HB-A", item_lists=(), officers=officers)


def officer(certificate: str) -> Holder:
    """Of a department, which has no territory."""
    return Holder(body=HEALTH, township=None, certificate=certificate, valid_from=TODAY, valid_until=TODAY)


def test_a_draw_without_a_pool_is_not_sealed() -> None:
    command = SealDraw(wanted=1, item_lists=("safety",), inspect_until=TODAY)
    with pytest.raises(Refusal) as refused:
        seal_draw(command, facts())
    assert refused.value.rule == NOT_SEALED


def test_a_department_sends_out_no_patrol() -> None:
    command = AssignPatrol(officers=("HBA", "HBB"), route="东街", patrol_on=TODAY)
    with pytest.raises(Refusal) as refused:
        assign_patrol(command, facts(HBA=officer("HBA"), HBB=officer("HBB")))
    assert refused.value.rule == NO_TERRITORY
