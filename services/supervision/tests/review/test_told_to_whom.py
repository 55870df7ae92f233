"""Nothing is ordered, told or decided before it is known to whom, and nobody answers before being told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.support.lawful import PARTY, CaseFile
from tests.support.neighbours import changed

from contracts.cases import CaseEvent, DefenceReceived, NoPenaltyGround, PriorNoticeServed, TermsRecomputed
from contracts.event import concrete_classes
from contracts.places import COUNTY
from contracts_tool.filling import example

type Rules = Callable[..., list[str]]


@pytest.mark.parametrize(
    "step",
    [
        lambda file: file.ordered(),
        lambda file: file.told(),
        lambda file: file.let_go(NoPenaltyGround.FACTS),
        lambda file: file.told().waived().decided(),
    ],
    ids=["order", "notice", "no penalty", "penalty"],
)
def test_nothing_is_ordered_told_or_decided_before_the_party_is_known(
    step: Callable[[CaseFile], CaseFile], rules: Rules
) -> None:
    file = step(CaseFile().filed().taken())
    assert "X-23 unlawful" in rules(file.history())


FLAGS = [flag for flag in concrete_classes(CaseEvent) if {"noticed_on", "lifted_on"} & flag.model_fields.keys()]


@pytest.mark.parametrize("flag", [*FLAGS, TermsRecomputed])
def test_what_the_clock_records_is_of_no_foreign_hand(flag: type[CaseEvent], rules: Rules) -> None:
    assert len(FLAGS) > 5
    file = CaseFile().filed().add(example(flag), "system", COUNTY)
    assert rules(file.history()) == []


def test_nobody_speaks_before_being_told(rules: Rules) -> None:
    """A statement may be recorded later than it was made, on the day of the notice at the earliest."""
    file = CaseFile()
    file.filed().identified().taken().ordered().told().wait(3).heard()
    told = file.history().of(PriorNoticeServed)[0].event.served_on
    assert rules(changed(file.history(), DefenceReceived, received_on=told)) == []
    early = changed(file.history(), DefenceReceived, received_on=told - timedelta(days=1))
    assert rules(early) == ["X-15 unlawful"]


def test_who_may_be_the_same_under_another_document_is_shown(rules: Rules) -> None:
    """The operator of the household spoke by the own name before: nothing is certain, somebody looks."""
    for fine, found in ((6_000_00, []), (6_000_01, ["X-17 flag"])):
        file = CaseFile().filed().identified().taken().ordered().told(6_000_00).heard()
        file.identified("7" * 64, "8" * 64, (PARTY,)).ordered().told(fine)
        assert rules(file.history()) == found
