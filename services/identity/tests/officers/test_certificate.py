"""A certificate counts from its first day to its last, unless suspended or withdrawn (APL 42, 55)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contracts.identity import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerEvent,
    OfficerIdentified,
    OfficerRegistered,
    SessionsEnded,
)
from contracts.identity.holder import Holder, follow
from contracts.refusal import Refusal, Rule
from contracts.values import Role
from identity.officers.domain import certificate
from identity.officers.domain.certificate import (
    CertifyingFacts,
    CertifyOfficer,
    ReinstateCertificate,
    SuspendCertificate,
    WithdrawCertificate,
)
from identity.officers.domain.officer import Officer, RightsFacts, evolve
from identity.officers.domain.validity import NO_CERTIFICATE_TERMS, VALID_TOO_LONG, VALIDITY
from identity.officers.reference import load_certificate_terms

TODAY = date(2026, 9, 1)
FACTS = RightsFacts(today=TODAY, own_beside_others=False)
CERTIFYING = CertifyingFacts(today=TODAY, own_beside_others=False, terms=load_certificate_terms(), photo=None)
REGISTERED = OfficerRegistered(
    body="130624100", township="130624100", roles=(Role.OFFICER,), name="李建国", mark="a" * 64
)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
CERTIFY = CertifyOfficer(certificate="HB-1", issued_on=FIRST, valid_from=FIRST, valid_until=LAST)


def officer(*events: OfficerEvent) -> Officer:
    state = evolve(None, REGISTERED)
    for event in events:
        state = evolve(state, event)
    return state


def certified(*events: OfficerEvent) -> Officer:
    return officer(*certificate.certify_officer(officer(), CERTIFY, CERTIFYING), *events)


def suspend(on: date = TODAY) -> SuspendCertificate:
    return SuspendCertificate(effective_from=on, reason="核查")


def test_it_belongs_to_the_persons_own_body_and_territory() -> None:
    assert certificate.certify_officer(officer(), CERTIFY, CERTIFYING) == [
        OfficerCertified(
            certificate="HB-1",
            body="130624100",
            township="130624100",
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 31),
            fields=(),
            issued_on=FIRST,
            recorded_on=TODAY,
        )
    ]


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_it_counts_from_its_first_day_to_its_last(day: date, counts: bool) -> None:
    assert (certified().certificate_on(day) == "HB-1") is counts


def test_a_suspension_lasts_until_the_reinstatement() -> None:
    suspended, ended = certificate.suspend_certificate(certified(), suspend(), FACTS)
    later = replace(FACTS, today=date(2026, 10, 1))
    assert isinstance(ended, SessionsEnded)
    state = certified(suspended)
    (back,) = certificate.reinstate_certificate(state, ReinstateCertificate(effective_from=later.today), later)
    whole = certified(suspended, back)
    days = [date(2026, 8, 31), TODAY, date(2026, 9, 30), date(2026, 10, 1)]
    assert [whole.certificate_on(day) is not None for day in days] == [True, False, False, True]


def test_a_withdrawal_is_for_good_and_a_new_certificate_has_a_new_number() -> None:
    gone, ended = certificate.withdraw_certificate(
        certified(), WithdrawCertificate(effective_from=TODAY, reason="离岗"), FACTS
    )
    assert isinstance(ended, SessionsEnded)
    assert certified(gone).certificate_on(TODAY) is None
    again = certificate.certify_officer(certified(gone), renewed("HB-2"), CERTIFYING)
    anew = certified(gone, *again)
    assert anew.certificate_on(TODAY) == "HB-2"
    for state in (certified(gone), anew):
        with pytest.raises(Refusal) as caught:
            certificate.certify_officer(state, CERTIFY, CERTIFYING)
        assert caught.value.rule is certificate.WITHDRAWN


def test_x33_a_certificate_has_the_number_of_nobody() -> None:
    with pytest.raises(ValidationError, match="居民身份证号码"):
        renewed("110101199003077774")


def renewed(number: str) -> CertifyOfficer:
    return CertifyOfficer(certificate=number, issued_on=FIRST, valid_from=FIRST, valid_until=LAST)


@pytest.mark.parametrize("number", ["HB-1", "HB-2"])
def test_no_certificate_ends_a_suspension(number: str) -> None:
    suspended = certified(*certificate.suspend_certificate(certified(), suspend(), FACTS))
    with pytest.raises(Refusal) as caught:
        certificate.certify_officer(suspended, renewed(number), CERTIFYING)
    assert caught.value.rule is certificate.SUSPENDED


@pytest.mark.parametrize(
    ("issued_on", "rule"),
    [(date(2026, 1, 2), certificate.BEFORE_ISSUED), (date(2026, 9, 2), certificate.FUTURE)],
)
def test_x41_it_counts_from_no_day_before_its_own(issued_on: date, rule: Rule) -> None:
    command = CertifyOfficer(certificate="HB-1", issued_on=issued_on, valid_from=FIRST, valid_until=LAST)
    with pytest.raises(Refusal) as caught:
        certificate.certify_officer(officer(), command, CERTIFYING)
    assert caught.value.rule is rule
    assert caught.value.detail


def test_it_counts_no_longer_than_is_published() -> None:
    longest = CERTIFY.model_copy(update={"valid_until": date(2036, 1, 2)})
    assert certificate.certify_officer(officer(), longest, CERTIFYING)
    with pytest.raises(Refusal) as caught:
        certificate.certify_officer(officer(), longest.model_copy(update={"valid_until": date(2036, 1, 3)}), CERTIFYING)
    assert caught.value.rule is VALID_TOO_LONG
    assert "2036-01-02" in caught.value.detail
    with pytest.raises(Refusal) as caught:
        certificate.certify_officer(officer(), CERTIFY, replace(CERTIFYING, terms=()))
    assert caught.value.rule is NO_CERTIFICATE_TERMS


def test_x01_whose_account_nobody_knows_gets_none() -> None:
    nobody = evolve(None, REGISTERED.model_copy(update={"mark": None}))
    with pytest.raises(Refusal) as caught:
        certificate.certify_officer(nobody, CERTIFY, CERTIFYING)
    assert caught.value.rule is certificate.NOT_IDENTIFIED
    known = evolve(nobody, OfficerIdentified(mark="a" * 64, number="1", telephone="2"))
    assert certificate.certify_officer(known, CERTIFY, CERTIFYING)


@pytest.mark.parametrize(
    ("rule", "state", "step"),
    [
        (certificate.NOT_CERTIFIED, officer(), "suspend"),
        (certificate.SUSPENDED, certified(*certificate.suspend_certificate(certified(), suspend(), FACTS)), "suspend"),
        (certificate.NOT_SUSPENDED, certified(), "reinstate"),
        (
            certificate.WITHDRAWN,
            certified(CertificateWithdrawn(certificate="HB-1", effective_from=TODAY, reason="离岗")),
            "withdraw",
        ),
        (certificate.BACKDATED, certified(), "backdate"),
        (VALIDITY, officer(), "turn round"),
    ],
)
def test_refusals(rule: Rule, state: Officer, step: str) -> None:
    with pytest.raises(Refusal) as caught:
        attempt(state, step)
    assert caught.value.rule is rule
    assert caught.value.detail


def attempt(state: Officer, step: str) -> Iterable[OfficerEvent]:
    match step:
        case "suspend":
            return certificate.suspend_certificate(state, suspend(), FACTS)
        case "reinstate":
            return certificate.reinstate_certificate(state, ReinstateCertificate(effective_from=TODAY), FACTS)
        case "withdraw":
            command = WithdrawCertificate(effective_from=TODAY, reason="离岗")
            return certificate.withdraw_certificate(state, command, FACTS)
        case "backdate":
            return certificate.suspend_certificate(state, suspend(date(2026, 8, 31)), FACTS)
        case _:
            backwards = CERTIFY.model_copy(update={"valid_until": date(2025, 1, 1)})
            return certificate.certify_officer(state, backwards, CERTIFYING)


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
MARKS = st.one_of(
    st.builds(CertificateSuspended, certificate=st.just("HB-1"), effective_from=DAYS, reason=st.just("核查")),
    st.builds(CertificateReinstated, certificate=st.just("HB-1"), effective_from=DAYS),
    st.builds(CertificateWithdrawn, certificate=st.just("HB-1"), effective_from=DAYS, reason=st.just("离岗")),
)


@given(st.lists(MARKS, max_size=5), DAYS)
def test_other_services_see_the_certificate_as_identity_does(marks: list[OfficerEvent], day: date) -> None:
    """The replica `Holder` and the aggregate agree on every history and day."""
    history = [REGISTERED, *certificate.certify_officer(officer(), CERTIFY, CERTIFYING), *marks]
    holder: Holder | None = None
    for event in history:
        holder = follow(holder, event)
    assert holder
    assert holder.certified(day) == (certified(*marks).certificate_on(day) is not None)


def test_the_numbers_of_certificates_of_before_are_kept() -> None:
    renewed = certified(
        OfficerCertified(
            certificate="HB-2", body="130624100", township="130624100", valid_from=FIRST, valid_until=LAST, fields=()
        )
    )
    assert (renewed.certified and renewed.certified.certificate, renewed.earlier_numbers) == ("HB-2", ("HB-1",))
    again = evolve(renewed, renewed.certified or REGISTERED)
    assert again.earlier_numbers == ("HB-1",)


def test_one_that_is_to_end_tomorrow_stays_in_tokens_today() -> None:
    command = WithdrawCertificate(effective_from=TODAY + timedelta(days=1), reason="离岗")
    (gone,) = certificate.withdraw_certificate(certified(), command, FACTS)
    assert certified(gone).certificate_on(TODAY)
