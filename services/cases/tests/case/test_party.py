"""Who answers for the act, and in which writing (APL 59(1)(1); X-08, X-09)."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from cases.case.domain import filing, notice, party
from cases.case.domain.facts import NOT_ONE_OF_THEM
from cases.officers.domain import NO_CERTIFICATE
from contracts import identity_number
from contracts.cases import AgeGroup, EvidenceKind, PartyIdentified
from contracts.credit import FirmKind, FirmRegistered
from contracts.credit_code import check_character
from contracts.refusal import Refusal, Rule
from contracts.values import GivenOperator, GivenParty, PartyDocument, Subject
from contracts_tool.filling import example

TOWN = "130624100"
TODAY = date(2026, 9, 1)
FIRM = "91350100M000100Y43"
CITIZEN = "132423187001010017"
HOUSEHOLD = "92130624MA0000001H"
BORN = date(1990, 3, 7)
OPERATOR = GivenOperator(name="王老五", number=CITIZEN)

REFERRED = filing.FileReferred(
    finding="visit-1-fire-01",
    power="EN-03",
    body=TOWN,
    township=TOWN,
    act_on=date(2026, 8, 20),
    place="东街",
    firm=FIRM,
    officers=("HB-1001", "HB-1002"),
)


def test_an_organisation_is_known_by_its_credit_code(course: Any) -> None:
    identified = course.file().identify(Subject.ORGANISATION, firm=FIRM, number=FIRM).case.party
    assert (identified.firm, identified.subject) == (FIRM, Subject.ORGANISATION)


@pytest.mark.parametrize(
    ("subject", "firm", "number", "rule"),
    [
        (Subject.ORGANISATION, None, FIRM, party.NO_CODE),
        (Subject.ORGANISATION, FIRM, HOUSEHOLD, party.CODE_DIFFERS),
        (Subject.CITIZEN, HOUSEHOLD, FIRM, party.CODE_DIFFERS),
        (Subject.CITIZEN, FIRM, FIRM, party.NO_CITIZEN),
        (Subject.CITIZEN, None, "1324", party.NO_IDENTITY_NUMBER),
        (Subject.CITIZEN, None, "132423187001010018", party.NO_IDENTITY_NUMBER),
        (Subject.CITIZEN, None, "132423187002300017", party.NO_IDENTITY_NUMBER),
    ],
)
def test_a_party_that_does_not_fit_its_code(
    course: Any, subject: Subject, firm: str | None, number: str, rule: Rule
) -> None:
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(subject, firm=firm, number=number)
    assert refusal.value.rule is rule


def test_the_party_of_a_referral_is_the_firm_that_was_found(course: Any, facts: Any) -> None:
    course.land(filing.file_referred(REFERRED, facts(TODAY, caller=None)))
    with pytest.raises(Refusal) as refusal:
        course.identify()
    assert refusal.value.rule is party.OTHER_FIRM
    course.identify(Subject.ORGANISATION, firm=FIRM, number=FIRM)


def test_who_identifies_the_party_has_a_certificate(course: Any) -> None:
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(caller=None)
    assert refusal.value.rule is NO_CERTIFICATE


def test_x01_only_the_officers_of_the_case_say_who_the_party_is(course: Any) -> None:
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(caller="HB-1003")
    assert refusal.value.rule is NOT_ONE_OF_THEM


def test_another_party_voids_what_the_first_one_was_told(course: Any) -> None:
    course.investigated().order().confirm().notify().confirm().waive().confirm()
    after = course.identify(act_mark="c" * 64).case
    assert (after.notice, after.waiver, after.order) == (None, None, None)
    assert after.evidence


def test_x17_somebody_else_in_between_does_not_lift_what_the_party_had_been_told(course: Any) -> None:
    course.investigated().order().confirm().notify(600_00).confirm().defend().confirm()
    course.identify(act_mark="c" * 64).identify().order().confirm()
    with pytest.raises(Refusal) as refusal:
        course.notify(1_500_00)
    assert refusal.value.rule is notice.RAISED
    assert course.notify(600_00).case.notice


def test_another_name_of_the_party_wants_another_notice(course: Any) -> None:
    """What the notice told is what is decided; the order to correct was given to the same party, and stands."""
    course.investigated().order().confirm().notify().confirm().waive().confirm()
    after = course.identify().case
    assert (after.notice, after.waiver) == (None, None)
    assert after.order


@pytest.mark.parametrize(
    "number",
    ["13242318700101001 7", "１３２４２３１８７００１０１００１７", "132423-18700101-0017", f"\u200b{CITIZEN}"],
)
@pytest.mark.parametrize("place", ["东街 12 号", "东街１２号", "东街\u300012号"])
def test_x08_an_act_is_the_same_in_any_writing(course: Any, number: str, place: str) -> None:
    """What is stored and compared is one canonical form of the number; of the place, one is compared."""
    typed = GivenParty(name="王老五", number=number, address="东街")
    filed = course.file(place=place).case.filed
    assert typed.number == CITIZEN
    assert party.act_of(filed, typed) == f"{CITIZEN}\nEN-03\n2026-08-20\n东街12号"


def test_a_passport_is_named_as_such(course: Any) -> None:
    typed = GivenParty(name="约翰", number="g12345678", address="阜平镇")
    command = party.IdentifyParty(subject=Subject.CITIZEN, party=typed, document=PartyDocument.PASSPORT, born_on=BORN)
    (identified,) = party.identify_party(course.file().case, command, course.facts())
    assert isinstance(identified, PartyIdentified)
    assert (identified.party.number, identified.document) == ("G12345678", PartyDocument.PASSPORT)


def given(number: str) -> GivenParty:
    return GivenParty(name="某店", number=number, address="东街")


@pytest.mark.parametrize("firm", ["130624187002300009", "91990000MA0000001A", "Q1130624MA00000015"])
def test_no_authority_issues_such_a_credit_code(firm: str) -> None:
    """An identity number may pass the check of a code; the region of registration tells them apart."""
    code = firm[:-1] + check_character(firm[:-1])
    with pytest.raises(ValidationError, match=r"不存在|应为 18 位"):
        party.IdentifyParty(subject=Subject.ORGANISATION, party=given(code), firm=code)


@pytest.mark.parametrize(
    "place",
    [
        "东街，电话 13931200000",
        "住户 130624189001010012 门前",
        "村口5 13800138000",
        "130624-19900101-0012",
        "å¹¸ç¦…",
        "\u200b",
    ],
)
def test_a_place_is_published_and_holds_no_persons_number(course: Any, place: str) -> None:
    with pytest.raises(ValidationError, match="place"):
        course.file(place=place)


def test_a_credit_code_must_have_its_check_character() -> None:
    with pytest.raises(ValueError, match="校验位"):
        party.IdentifyParty(
            subject=Subject.ORGANISATION,
            party=given("x"),
            firm="91350100M000100Y42",
        )


@pytest.mark.parametrize("kind", [FirmKind.ENTERPRISE, FirmKind.COOPERATIVE])
def test_x09_the_register_says_what_a_firm_is(course: Any, kind: FirmKind) -> None:
    """Even where its code looks like that of a household."""
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(Subject.CITIZEN, firm=HOUSEHOLD, number=HOUSEHOLD, registered=kind)
    assert refusal.value.rule is party.NO_CITIZEN
    course.identify(Subject.CITIZEN, firm=HOUSEHOLD, number=HOUSEHOLD, operator=OPERATOR)
    course.identify(Subject.CITIZEN, firm=FIRM, number=FIRM, registered=FirmKind.HOUSEHOLD, operator=OPERATOR)


@pytest.mark.parametrize("document", [None, *PartyDocument])
def test_x09_a_credit_code_is_no_persons_number(course: Any, document: PartyDocument | None) -> None:
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(Subject.CITIZEN, number=FIRM, document=document)
    assert refusal.value.rule is party.NO_CITIZEN


PERSON_AND_CODE = "131002196005020220"
"""The identity number of nobody we know; it passes the check of a credit code too."""


def asked(number: str, document: str | None = "passport", firm: str | None = None) -> dict[str, Any]:
    typed = {"name": "某人", "number": number, "address": "东街"}
    subject = "organisation" if firm else "citizen"
    return {"subject": subject, "party": typed, "document": document, "firm": firm, "born_on": BORN.isoformat()}


async def test_a_persons_number_is_never_taken_as_a_firms_code(town: Any) -> None:
    case = await town.file()
    refused = await town.first.act(f"/cases/{case}/party", asked(PERSON_AND_CODE, None, PERSON_AND_CODE))
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, ["firm"])
    assert PERSON_AND_CODE not in refused.text
    taken = await town.first.act(f"/cases/{case}/party", asked(PERSON_AND_CODE, None))
    assert taken.status_code == 200


def test_x09_nor_with_a_licence(course: Any) -> None:
    course.file()
    licence = licensed(course)
    with pytest.raises(Refusal) as refusal:
        course.confirm().identify(Subject.ORGANISATION, number=PERSON_AND_CODE, licence=licence)
    assert refusal.value.rule is party.LICENCE_NEEDLESS


@pytest.mark.parametrize("document", [*PartyDocument])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("132423187001010018", "cases/no-identity-number"),
        ("000000199001010013", "cases/no-identity-number"),
        (FIRM, "cases/firm-as-citizen"),
        (FIRM[:-1] + "2", "cases/firm-as-citizen"),
        ("914403001922038216", "cases/firm-as-citizen"),
    ],
)
async def test_no_document_hides_what_a_number_is(town: Any, number: str, code: str, document: PartyDocument) -> None:
    case = await town.file()
    refused = await town.first.act(f"/cases/{case}/party", asked(number, document.value))
    assert (refused.status_code, refused.json()["code"]) in ((409, code), (422, code))


@pytest.mark.parametrize("document", [kind for kind in PartyDocument if kind is not PartyDocument.PASSPORT])
def test_an_identity_number_is_one_under_any_document_that_carries_it(course: Any, document: PartyDocument) -> None:
    identified = course.file().identify(number="132423201103030025", document=document).case.party
    assert identified.age_group is AgeGroup.FROM_14_TO_17
    assert identified.party_mark == course.facts().person_mark("132423201103030025")


def test_nobody_acted_before_being_born(course: Any) -> None:
    body = "13062420260821001"
    course.file()
    with pytest.raises(Refusal) as refusal:
        course.identify(number=body + identity_number.check_character(body))
    assert refusal.value.rule is party.BORN_LATER


@pytest.mark.parametrize("number", ["-", "\u200b", "\ufffd", "……", "\ufdfa" * 20])
async def test_a_number_that_nobody_can_read_is_none(town: Any, number: str) -> None:
    case = await town.file()
    refused = await town.first.act(f"/cases/{case}/party", asked(number))
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, ["party.number"])


async def test_what_is_composed_may_be_longer_than_what_was_typed(town: Any) -> None:
    typed = {"name": "\u0958" * 200, "number": CITIZEN, "address": "东街"}
    case = await town.file()
    assert (await town.first.act(f"/cases/{case}/party", {"subject": "citizen", "party": typed})).status_code == 200


def licensed(course: Any, kind: EvidenceKind = EvidenceKind.DOCUMENTARY) -> str:
    """Take the licence as evidence, and return its act."""
    course.take_evidence(kind=kind)
    return str(course.case.evidence[-1].act)


def test_x09_a_licence_shows_a_code_that_breaks_its_check(course: Any) -> None:
    course.file()
    licence = licensed(course)
    organisation = {"number": FIRM[:-1] + "2", "licence": licence}
    with pytest.raises(Refusal) as refusal:
        course.identify(Subject.ORGANISATION, **organisation)
    assert refusal.value.rule is party.LICENCE_UNSHOWN, "nobody has confirmed it"
    course.confirm()
    identified = course.identify(Subject.ORGANISATION, **organisation).case.party
    assert (identified.firm, identified.subject, identified.licence) == (None, Subject.ORGANISATION, licence)
    with pytest.raises(Refusal) as refusal:
        course.identify(Subject.ORGANISATION, number=FIRM[:-1] + "2", licence=licensed(course, EvidenceKind.WITNESS))
    assert refusal.value.rule is party.LICENCE_UNSHOWN


@pytest.mark.parametrize("number", [FIRM, "1324", "01350100M000100Y42", "91990100M000100Y42"])
def test_x09_a_licence_shows_nothing_else(course: Any, number: str) -> None:
    course.file()
    licence = licensed(course)
    with pytest.raises(Refusal) as refusal:
        course.confirm().identify(Subject.ORGANISATION, number=number, licence=licence)
    assert refusal.value.rule is party.LICENCE_NEEDLESS


async def test_the_register_is_heard(town: Any, people: Any) -> None:
    registered = example(FirmRegistered).model_copy(update={"code": HOUSEHOLD, "kind": FirmKind.ENTERPRISE})
    await town.bench.hear(f"firm-{HOUSEHOLD}", registered)
    case = await town.file()
    typed = {"name": "某店", "number": HOUSEHOLD, "address": "东街"}
    body = {"subject": "citizen", "firm": HOUSEHOLD, "party": typed}
    refusal = await town.first.act(f"/cases/{case}/party", body)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/firm-as-citizen")
