"""What was told before the party spoke is what it may expect, and a picture shows one thing (X-17, X-32)."""

from collections.abc import Callable

from tests.support.lawful import ANOTHER_PICTURE, PICTURE, CaseFile
from tests.support.neighbours import changed

from contracts.cases import CorrectionRechecked, DefenceReceived, PriorNoticeServed

type Rules = Callable[..., list[str]]


def test_a_raise_before_the_party_spoke_needs_new_evidence_too(rules: Rules) -> None:
    """What it had been told first is what it may expect: neither notice nor decision goes beyond that."""

    def between(blob: str = "", first: int = 5_000_00) -> CaseFile:
        file = CaseFile().filed().identified().taken().ordered().told(first).wait(1)
        if blob:
            file.taken(blob=blob)
        return file.told(6_000_00).heard().term_over()

    assert rules(between().decided(6_000_00).history()) == ["X-17 unlawful"]
    assert rules(between().told(5_000_00).waived().decided(5_000_00).history()) == []
    assert rules(between().told(6_000_00).history()) == ["X-17 unlawful"]
    assert rules(between(ANOTHER_PICTURE).decided(6_000_00).history()) == []
    assert rules(between(PICTURE).decided(6_000_00).history()) == ["X-17 unlawful"]


def test_words_on_the_first_notice_may_be_recorded_after_the_second(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered().told(5_000_00).wait(1).told(6_000_00).heard().term_over()
    told = file.history().of(PriorNoticeServed)[0].event.served_on
    early = changed(file.history(), DefenceReceived, received_on=told)
    assert rules(early) == []
    assert rules(changed(file.decided(6_000_00).history(), DefenceReceived, received_on=told)) == ["X-17 unlawful"]


def test_one_picture_does_not_show_two_things(rules: Rules) -> None:
    """That nothing was corrected and that it was, on the same day."""
    file = CaseFile().filed().identified().taken().ordered().wait(11)
    history = file.rechecked(fulfilled=False).rechecked(fulfilled=True).history()
    assert rules(history) == []
    first = history.of(CorrectionRechecked)[0].event.blob
    assert rules(changed(history, CorrectionRechecked, blob=first)) == ["X-32 unlawful"]
