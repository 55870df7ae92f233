"""Statements and waivers of the party: each stands for itself, and nothing takes its place unheard (X-16)."""

from collections.abc import Callable
from typing import Any

from tests.support.lawful import HEAD, PAIR, CaseFile, published
from tests.support.neighbours import changed, unconfirmed

from contracts.cases import (
    CorrectionRechecked,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    OfficerReplaced,
)

type Rules = Callable[..., list[str]]

LEFT: dict[str, Any] = {"leaving": PAIR[1], "joining": "A-3", "officers": (PAIR[0], "A-3")}


def spoken() -> CaseFile:
    """The party speaks to a proposal of 6,000."""
    file = CaseFile()
    return file.filed().identified().taken().ordered().told(6_000_00).heard()


def test_a_paper_waives_one_notice_and_is_nothing_else(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().wait(11).rechecked(fulfilled=False).told().waived()
    file.told(6_000_00).waived().waived()
    assert rules(file.history()) == []
    history = file.history()
    first, _, last = (one.event.signed_paper for one in history.of(DefenceWaived))
    assert rules(changed(history, DefenceWaived, 1, signed_paper=last)) == [], "twice for the same notice"
    look = history.of(CorrectionRechecked)[-1].event.blob
    for other in (first, history.of(EvidenceTaken)[-1].event.blob, look):
        assert rules(changed(history, DefenceWaived, signed_paper=other)) == ["X-16 unlawful"]


def test_what_the_party_said_is_not_buried(rules: Rules) -> None:
    alone = unconfirmed(spoken().told(6_000_00).history(), DefenceReceived)
    assert rules(alone) == ["X-16 unlawful"], "by another notice"
    file = spoken()
    file.heard()
    assert rules(file.history()) == []
    alone = unconfirmed(file.history(), DefenceReceived)
    assert rules(alone) == ["X-16 unlawful"], "by another statement"


def test_what_an_officer_who_left_had_not_confirmed_is_said_again(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().told(6_000_00).heard()
    file.add(published(OfficerReplaced, **LEFT, replaced_on=file.day), HEAD)
    file.heard()
    again = changed(unconfirmed(file.history(), DefenceReceived), DefenceReceived, officers=(PAIR[0], "A-3"))
    assert "X-16 unlawful" not in rules(again)
