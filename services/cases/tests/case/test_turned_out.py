"""What it means for a case who the party turned out to be: an officer of before, or a household (X-03, X-18)."""

from typing import Any

import pytest

from cases.case.domain import evidence, party
from cases.penalty.domain import unsupported
from contracts.cases import EvidenceKind
from contracts.credit import FirmKind
from contracts.refusal import Refusal
from contracts.values import GivenOperator, Subject

CITIZEN, HOUSEHOLD = "132423187001010017", "92130624MA0000001H"
OPERATOR = GivenOperator(name="王老五", number=CITIZEN)


def test_x03_what_somebody_did_who_turns_out_to_be_the_party_counts_for_nothing(course: Any, certificate: Any) -> None:
    """One who has left the case; the truth is recorded, and the evidence is taken again."""
    mark = course.facts().person_mark(CITIZEN)
    gone = {"officer-2": certificate(certificate="HB-1002", mark=mark)}
    course.file().take_evidence().confirm()
    with pytest.raises(Refusal) as refusal:
        course.identify(handlers=gone)
    assert refusal.value.rule is party.OFFICER
    course.replace().identify(handlers=gone)
    assert course.case.party.void == (course.case.evidence[0].act,)
    assert not course.case.confirmed_evidence
    assert not course.case.unconfirmed
    with pytest.raises(Refusal) as refusal:
        course.forgo(evidence=(course.case.evidence[0].act,))
    assert refusal.value.rule is evidence.NO_EVIDENCE
    course.identify(handlers={"officer-2": certificate(certificate="HB-1002", mark="1" * 64)})
    assert course.case.confirmed_evidence, "it was somebody else"


@pytest.mark.parametrize("registered", [None, FirmKind.HOUSEHOLD, FirmKind.ENTERPRISE])
def test_x18_a_household_has_the_right_to_a_hearing_as_a_human_being(course: Any, registered: Any) -> None:
    """Whatever range of the law it falls under: 5,000 yuan, not 50,000."""
    is_shop = registered is not FirmKind.ENTERPRISE
    course.file().take_evidence(EvidenceKind.SITE_RECORD).confirm()
    course.identify(
        Subject.ORGANISATION,
        firm=HOUSEHOLD,
        number=HOUSEHOLD,
        operator=OPERATOR if is_shop else None,
        registered=registered,
    )
    assert course.case.party.household is is_shop
    if not is_shop:
        course.notify(49_999_99)
        return
    with pytest.raises(Refusal) as refusal:
        course.notify(49_999_99)
    assert refusal.value.rule is unsupported.HEARING
