"""Two certified officers for every act: the smallest neighbours of a lawful case (X-01, X-02; APL 42, 55)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.lawful import CERTIFICATES, HEAD, KNOWN, ONE, PAIR, POWERS, CaseFile, published
from tests.support.neighbours import changed, recorded, unconfirmed, without
from tests.support.prosecuted import case

from contracts.cases import (
    ActConfirmed,
    CaseFiled,
    CorrectionOrdered,
    DecisionServed,
    DefenceWaived,
    EvidenceKind,
    EvidenceTaken,
    OfficerReplaced,
    PartyIdentified,
    PowerConfirmed,
    PriorNoticeServed,
)
from contracts.identity import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerIdentified,
    OfficerRegistered,
)
from supervision.review import Certificates, History
from supervision.review.domain.known import Person, by_number, granted, known_as

type Change = Callable[[History], History]
type Rules = Callable[..., list[str]]

ALONE: list[tuple[str, Change]] = [
    ("a case in one name", lambda file: changed(file, CaseFiled, officers=PAIR[:1])),
    ("evidence by one", lambda file: changed(file, EvidenceTaken, officers=PAIR[:1])),
    ("the same twice", lambda file: changed(file, CorrectionOrdered, officers=PAIR[:1] * 2)),
    ("by the recorder", lambda file: changed(file, ActConfirmed, number=0, certificate=PAIR[0])),
    ("from the recorder's session", lambda file: recorded(file, ActConfirmed, number=0, actor=ONE)),
    ("of an act that is not there", lambda file: changed(file, ActConfirmed, number=2, act="case-1-99")),
    ("recorded by somebody else", lambda file: recorded(file, CorrectionOrdered, actor=HEAD)),
    ("a decision on evidence of one", lambda file: unconfirmed(changed(file, PriorNoticeServed), EvidenceTaken)),
    ("a decision on a notice of one", lambda file: unconfirmed(file, PriorNoticeServed)),
    ("closed on a service of one", lambda file: unconfirmed(file, DecisionServed)),
]


@pytest.mark.parametrize("change", [change for _, change in ALONE], ids=[name for name, _ in ALONE])
def test_one_officer_is_found(change: Change, rules: Rules) -> None:
    assert "X-01 unlawful" in rules(change(case().history()))
    assert {rule[:4] for rule in rules(change(case().history()))} <= {"X-01", "X-11", "X-15", "X-23", "X-31"}


def test_one_person_with_two_certificates_is_one_officer(rules: Rules) -> None:
    one, two = (CERTIFICATES[number][0] for number in PAIR)
    same = {PAIR[0]: (one,), PAIR[1]: (replace(two, person=ONE),)}
    assert rules(case().history(), replace(KNOWN, certificates=same)) == ["X-01 unlawful"]


def test_nor_are_two_accounts_of_one_human_two_officers(rules: Rules) -> None:
    marked = {number: (replace(CERTIFICATES[number][0], mark="e" * 64),) for number in PAIR}
    assert rules(case().history(), replace(KNOWN, certificates=marked)) == ["X-01 unlawful"]
    others = {**marked, PAIR[1]: (replace(CERTIFICATES[PAIR[1]][0], mark="f" * 64),)}
    assert rules(case().history(), replace(KNOWN, certificates=others)) == []


def holding(**given: Any) -> Certificates:
    return {**CERTIFICATES, PAIR[1]: (replace(CERTIFICATES[PAIR[1]][0], **given),)}


@pytest.mark.parametrize(
    "certificates",
    [
        {PAIR[0]: CERTIFICATES[PAIR[0]]},
        holding(valid_until=date(2026, 3, 1)),
        holding(valid_from=date(2026, 3, 3)),
        holding(withdrawn_from=date(2026, 3, 2)),
        holding(suspended=((date(2026, 3, 2), None),)),
        holding(suspended=((date(2026, 1, 1), date(2026, 1, 9)), (date(2026, 3, 13), date(2026, 3, 14)))),
        holding(body="130624101"),
    ],
    ids=["none", "expired", "not yet", "withdrawn", "suspended", "suspended on the day of the notice", "foreign"],
)
def test_a_certificate_that_does_not_count_is_found(certificates: Certificates, rules: Rules) -> None:
    assert rules(case().history(), replace(KNOWN, certificates=certificates)) == ["X-02 unlawful"]


@pytest.mark.parametrize(("recorded_on", "found"), [(date(2026, 1, 1), []), (date(2027, 1, 1), ["X-41 flag"])])
def test_x41_what_was_done_before_its_certificate_or_list_was_recorded_is_shown(
    recorded_on: date, found: list[str], rules: Rules
) -> None:
    assert rules(case().history(), replace(KNOWN, certificates=holding(recorded_on=recorded_on))) == found
    lists = {power: (replace(grant, recorded_on=recorded_on),) for power, (grant,) in POWERS.items()}
    assert rules(case().history(), replace(KNOWN, powers=lists)) == found


def test_whoever_is_no_officer_names_no_party(rules: Rules) -> None:
    assert rules(recorded(case().history(), PartyIdentified, actor=HEAD)) == ["X-02 unlawful"]


def test_evidence_needs_its_officers_on_its_own_day(rules: Rules) -> None:
    file = case()
    earlier = file.history().of(EvidenceTaken)[0].at - timedelta(days=1)
    late = replace(KNOWN, certificates=holding(valid_from=date(2026, 3, 2)))
    record = changed(file.history(), EvidenceTaken, taken_at=earlier)
    assert rules(record, late) == ["X-02 unlawful"]
    camera = changed(record, EvidenceTaken, kind=EvidenceKind.DOCUMENTARY)
    assert rules(camera, late) == []
    before = camera.of(EvidenceTaken)[0].on - 2 * timedelta(days=1)
    assert rules(changed(camera, CaseFiled, act_on=before), late) == ["X-02 unlawful"]


def test_what_is_not_known_is_not_found(rules: Rules) -> None:
    strangers = changed(case().history(), CaseFiled, officers=("B-1", "B-2"))
    assert rules(strangers, replace(KNOWN, certificates=None)) == ["X-01 flag"]
    assert rules(strangers) == ["X-01 flag", "X-02 unlawful"]


def test_who_was_taken_out_of_a_case_acts_in_it_no_more(rules: Rules) -> None:
    """Nor does who was never an officer of it, which is shown."""
    file = CaseFile().filed().identified().taken()
    left = {"leaving": PAIR[1], "joining": "A-3", "officers": (PAIR[0], "A-3"), "replaced_on": file.day}
    file.add(published(OfficerReplaced, **left), HEAD)
    (held,) = CERTIFICATES[PAIR[1]]
    third = {**CERTIFICATES, "A-3": (replace(held, number="A-3", person="officer-third"),)}
    known = replace(KNOWN, certificates=third)
    assert rules(file.history(), known) == []
    assert rules(file.ordered().history(), known) == ["X-01 unlawful"]
    outsider = changed(case().history(), CaseFiled, officers=(PAIR[0], "A-3"))
    assert rules(outsider, known) == ["X-01 flag"]


def test_a_waiver_of_one_officer_does_not_shorten_the_term(rules: Rules) -> None:
    assert rules(unconfirmed(case().history(), DefenceWaived)) == ["X-16 unlawful"]


def test_all_certificates_are_kept_over_time() -> None:
    first = OfficerCertified(
        certificate="A-1",
        body="130624100",
        township=None,
        valid_from=date(2025, 1, 1),
        valid_until=date(2025, 12, 31),
        fields=(),
    )
    events = [
        first,
        published(CertificateSuspended, certificate="A-1", effective_from=date(2025, 3, 1)),
        CertificateReinstated(certificate="A-1", effective_from=date(2025, 4, 1)),
        first.model_copy(update={"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31)}),
        published(CertificateWithdrawn, certificate="A-1", effective_from=date(2026, 6, 1)),
    ]
    person = Person(id="officer-one")
    for event in events:
        person = known_as(person, event)
    counting = by_number(person.certificates)["A-1"]
    counts = [
        any(one.counts(day) for one in counting)
        for day in (date(2025, 2, 28), date(2025, 3, 1), date(2025, 4, 1), date(2026, 5, 31), date(2026, 6, 1))
    ]
    assert counts == [True, False, True, True, False]


def test_a_human_is_known_by_the_mark_whenever_it_becomes_known() -> None:
    certified = OfficerCertified(
        certificate="A-1",
        body="130624100",
        township=None,
        valid_from=date(2025, 1, 1),
        valid_until=date(2025, 12, 31),
        fields=(),
    )
    registered = published(OfficerRegistered, body="130624100", township=None, roles=(), mark="e" * 64)
    identified = published(OfficerIdentified, mark="e" * 64)
    early = known_as(known_as(Person(id="officer-one"), registered), certified)
    late = known_as(known_as(Person(id="officer-one"), certified), identified)
    assert [one.human for one in (*early.certificates, *late.certificates)] == ["e" * 64] * 2


def test_no_evidence_no_decision(rules: Rules) -> None:
    assert rules(without(case().history(), EvidenceTaken)) == ["X-23 unlawful"]


def test_a_list_of_any_day_ends_what_was_held_before() -> None:
    """Older stores may hold a list confirmed from the first day of the calendar on."""
    listed = {
        "power": "FI-01",
        "townships": ("130624206",),
        "source": "县政府公告",
        "sample": False,
        "valid_until": None,
    }
    first = published(PowerConfirmed, valid_from=date.min, **listed)
    held = granted((), first)
    assert [grant.valid_from for grant in held] == [date.min]
    newer = published(PowerConfirmed, valid_from=date(2024, 1, 1), **listed)
    assert [grant.valid_until for grant in granted(granted(held, first), newer)] == [date(2023, 12, 31), None]
