"""Officers of a case who change: somebody leaves, somebody else who is certified comes (X-01, X-02, X-03; APL 42)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.lawful import CERTIFICATES, HEAD, KNOWN, OTHER, PAIR, CaseFile, published
from tests.support.neighbours import changed

from contracts.cases import (
    ActConfirmed,
    CorrectionOrdered,
    FilingApproved,
    OfficerReplaced,
    PriorNoticeServed,
    RecusalBy,
    RecusalDecided,
    RecusalRaised,
)
from supervision.review import Known

type Rules = Callable[..., list[str]]

THIRD = "A-3"


def known_to_all(**changes: Any) -> Known:
    (held,) = CERTIFICATES[PAIR[1]]
    third = replace(held, **{"number": THIRD, "person": "officer-third", **changes})
    return replace(KNOWN, certificates={**CERTIFICATES, THIRD: (third,)})


def replaced(file: CaseFile) -> CaseFile:
    change = published(OfficerReplaced, leaving=PAIR[1], joining=THIRD, officers=(PAIR[0], THIRD), replaced_on=file.day)
    return file.add(change, HEAD)


def recused(file: CaseFile) -> CaseFile:
    raised: dict[str, Any] = {"recusal": "recusal-1", "concerns": PAIR[1]}
    file.add(published(RecusalRaised, **raised, head=False, by=RecusalBy.PARTY, raised_on=file.day))
    return file.add(published(RecusalDecided, **raised, granted=True, decided_on=file.day), HEAD)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"leaving": "A-9"}, ["X-01 unlawful"]),
        ({"joining": PAIR[0]}, ["X-01 unlawful"]),
        ({"joining": "A-9"}, ["X-02 unlawful"]),
    ],
    ids=["as it must be", "nobody leaves", "who is there", "whom nobody knows"],
)
def test_one_of_them_leaves_and_somebody_else_comes(fields: dict[str, Any], found: list[str], rules: Rules) -> None:
    file = changed(replaced(CaseFile().filed()).history(), OfficerReplaced, **fields)
    assert rules(file, known_to_all()) == found


def test_who_comes_is_certified_that_day_and_nobody_who_stays(rules: Rules) -> None:
    file = replaced(CaseFile().filed())
    passed = {"valid_until": file.day - timedelta(days=1)}
    assert rules(file.history(), known_to_all(**passed)) == ["X-02 unlawful"]
    assert rules(file.history(), known_to_all(person="officer-one")) == ["X-01 unlawful"]


@pytest.mark.parametrize("leaves", [replaced, recused])
def test_nobody_confirms_what_somebody_who_left_had_recorded(leaves: Any, rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered()
    late = file.events.pop()
    leaves(file).add(late.event, OTHER)
    assert "X-01 unlawful" in rules(file.history(), known_to_all())
    assert file.history().of(ActConfirmed)[-1].event.act == file.history().of(CorrectionOrdered)[-1].event.act


def test_x03_a_case_goes_no_step_on_while_a_recused_officer_is_in_it(rules: Rules) -> None:
    file = recused(CaseFile().filed().identified().taken().ordered()).told()
    found = rules(changed(file.history(), PriorNoticeServed, officers=(PAIR[0], THIRD)), known_to_all())
    assert "X-03 unlawful" in found


def test_x03_a_filing_is_not_approved_while_a_recused_officer_is_in_it(rules: Rules) -> None:
    file = recused(CaseFile().filed())
    approval = file.events.pop(1)
    file.events = [replace(one, sequence=number) for number, one in enumerate(file.events, start=1)]
    file.add(approval.event, HEAD)
    assert file.history().events[-1].event.type == FilingApproved.type
    assert rules(file.history(), known_to_all()) == ["X-03 unlawful"]
