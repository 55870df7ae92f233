"""Lawful histories give no finding, whatever way they took (domain §2 to §4)."""

import random

import pytest
from hypothesis import given
from hypothesis.strategies import randoms
from tests.support import inspected, lawful, prosecuted
from tests.support.lawful import KNOWN, LAW, OFFENCES, CaseFile, File

from supervision.review import History, review


def prefixes(history: History) -> list[History]:
    return [History(history.id, history.events[:length]) for length in range(1, len(history.events) + 1)]


@given(randoms(use_true_random=False))
def test_a_lawful_prosecution_is_lawful_at_every_step(lot: random.Random) -> None:
    for so_far in prefixes(prosecuted.prosecuted(lot).history()):
        assert review(so_far, KNOWN, LAW) == []


@given(randoms(use_true_random=False))
def test_so_is_a_case_that_ends_without_penalty(lot: random.Random) -> None:
    for so_far in prefixes(prosecuted.let_off(lot).history()):
        assert review(so_far, KNOWN, LAW) == []


@pytest.mark.parametrize(
    "file",
    [
        inspected.visited(),
        inspected.patrolled(),
        inspected.draw_file(),
        inspected.clue_file(),
        inspected.clue_file(taken=False),
    ],
    ids=["visit", "patrol", "draw", "clue taken", "clue set aside"],
)
def test_so_are_other_files(file: File) -> None:
    for so_far in prefixes(file.history()):
        assert review(so_far, KNOWN, LAW) == []


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda offence: f"{offence.power} {offence.subject} {offence.fine}")
def test_every_offence_of_the_sample_is_punished_lawfully(offence: lawful.Offence) -> None:
    lot = random.Random(1)
    file = CaseFile(offence=offence)
    prosecuted.to_the_notice(file, lot)
    file.told()
    file.term_over()
    prosecuted.to_the_end(file, lot)
    assert review(file.history(), KNOWN, LAW) == []


def test_nothing_is_found_in_an_empty_or_foreign_history() -> None:
    assert review(History("case-1", ()), KNOWN, LAW) == []
    assert review(History("case-1", inspected.visited().history().events[1:]), KNOWN, LAW) == []
