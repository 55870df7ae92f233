"""One human being under several documents may be several parties: shown, asked about, never taken for granted."""

from datetime import date
from typing import Any

import pytest

from cases.case.domain import facts, party
from contracts.cases import AgeGroup, PartyIdentified
from contracts.credit import FirmKind
from contracts.refusal import Refusal, Rule
from contracts.values import GivenOperator, PartyDocument, Subject

NAME, CITIZEN, OTHER = "王老五", "110101199003077774", "132423187001010025"
HOUSEHOLD, FIRM = "92130624MA0000001H", "91350100M000100Y43"
OPERATOR = GivenOperator(name=NAME, number=CITIZEN)
NAMELESS, FOREIGNER = GivenOperator(name=NAME, number="无"), GivenOperator(name=NAME, number="E1234567")
A = "HB-1001"


def typed(number: str, name: str = NAME, address: str = "阜平镇东街 12 号") -> dict[str, str]:
    return {"name": name, "number": number, "address": address}


BY_CARD = {"subject": "citizen", "party": typed(CITIZEN)}
PASSPORT = {"subject": "citizen", "document": "passport", "born_on": "1980-01-01"}
SHOP = {"subject": "citizen", "firm": HOUSEHOLD, "party": typed(HOUSEHOLD, "阜平某店", "西街")}


@pytest.mark.parametrize(
    ("first", "second", "similar"),
    [
        (BY_CARD, SHOP | {"operator": {"name": NAME, "number": CITIZEN.lower()}}, True),
        (BY_CARD, SHOP | {"operator": {"name": "李某", "number": OTHER}}, False),
        (BY_CARD, PASSPORT | {"party": typed("E1234567", " 王 老五", "阜平镇东街12号")}, True),
        (BY_CARD, PASSPORT | {"party": typed("E1234567", address="西街"), "born_on": "1990-03-07"}, True),
        (BY_CARD, PASSPORT | {"party": typed("E1234567", address="西街"), "born_on": "1990-03-08"}, False),
        (BY_CARD, PASSPORT | {"party": typed("E1234567", "李某", "西街"), "born_on": "1990-03-07"}, False),
        (PASSPORT | {"party": typed("E1234567")}, PASSPORT | {"party": typed("G7654321")}, True),
        (BY_CARD, {"subject": "citizen", "party": typed(OTHER, "李某")}, False),
    ],
    ids=["operator", "other operator", "address", "birth", "other birth", "other name", "two passports", "other card"],
)
async def test_x08_who_may_be_the_same_party_is_shown_and_asked_about(
    town: Any, people: Any, first: dict[str, Any], second: dict[str, Any], similar: bool
) -> None:
    cases = []
    for place, named in (("东街", first), ("南街", second)):
        case = await town.file(place=place)
        people.good(await town.first.act(f"/cases/{case}/party", named))
        await town.evidence(case)
        await town.notify(case)
        await town.waive(case)
        cases.append(case)
    shown = people.good(await town.first.ask(f"/cases/{cases[1]}"))["similar"]
    assert [one["case"] for one in shown] == ([cases[0]] if similar else [])
    decided = await town.decide(cases[1])
    if not similar:
        people.good(decided)
        return
    assert shown[0]["label"].startswith("可能为同一当事人")
    assert decided.json()["code"] == "cases/similar-case-unjudged"
    another = {"other": shown[0]["mark"], "same": False, "reasons": "同名不同人，出生日期不同"}
    people.good(await town.first.act(f"/cases/{cases[1]}/same-act", another))
    people.good(await town.decide(cases[1]))


async def test_nothing_of_who_it_is_leaves_the_service(town: Any, people: Any) -> None:
    case = await town.file()
    people.good(await town.first.act(f"/cases/{case}/party", SHOP | {"operator": {"name": NAME, "number": CITIZEN}}))
    (record,) = [
        one for one in await town.bench.service.cases.store.history(case) if one["type"] == PartyIdentified.type
    ]
    assert not any(value in str(record["data"]) for value in (NAME, CITIZEN, "1990-03-07", "西街"))
    assert record["personal"]["operator"]["value"] == {"name": NAME, "number": CITIZEN}
    events = people.good(await town.first.ask(f"/cases/{case}/history"))["events"]
    assert events[1]["personal"]["operator"]["number"] == CITIZEN
    assert CITIZEN not in (await town.first.ask(f"/cases/{case}")).text


def identify(course: Any, **changes: Any) -> PartyIdentified:
    filed = course if course.case else course.file()
    named: PartyIdentified = filed.identify(**changes).case.party
    return named


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"firm": HOUSEHOLD, "number": HOUSEHOLD}, party.NO_OPERATOR),
        ({"firm": FIRM, "number": FIRM, "registered": FirmKind.HOUSEHOLD}, party.NO_OPERATOR),
        ({"subject": Subject.ORGANISATION, "firm": HOUSEHOLD, "number": HOUSEHOLD}, party.NO_OPERATOR),
        ({"operator": OPERATOR}, party.NO_HOUSEHOLD),
        ({"subject": Subject.ORGANISATION, "firm": FIRM, "number": FIRM, "operator": OPERATOR}, party.NO_HOUSEHOLD),
        (
            {"firm": HOUSEHOLD, "number": HOUSEHOLD, "operator": GivenOperator(name=NAME, number=f"{CITIZEN[:-1]}8")},
            party.NO_IDENTITY_NUMBER,
        ),
        ({"firm": HOUSEHOLD, "number": HOUSEHOLD, "operator": NAMELESS}, party.NO_IDENTITY_NUMBER),
        (
            {
                "firm": HOUSEHOLD,
                "number": HOUSEHOLD,
                "operator": FOREIGNER,
                "document": PartyDocument.PASSPORT,
                "born_on": date(2026, 8, 21),
            },
            party.BORN_LATER,
        ),
        (
            {"number": "E1234567", "document": PartyDocument.PASSPORT, "born_on": date(2026, 8, 21)},
            party.BORN_LATER,
        ),
    ],
)
def test_a_household_names_its_operator_and_nobody_else_does(course: Any, changes: dict[str, Any], rule: Rule) -> None:
    with pytest.raises(Refusal) as refusal:
        identify(course, **changes)
    assert refusal.value.rule is rule


def test_an_operator_without_an_identity_card_names_the_document(course: Any) -> None:
    shop = {"firm": HOUSEHOLD, "number": HOUSEHOLD, "operator": FOREIGNER}
    passport = {"document": PartyDocument.PASSPORT, "born_on": date(1990, 3, 7)}
    assert identify(course, **shop, **passport).document is PartyDocument.PASSPORT


def test_a_company_is_like_who_has_its_name(course: Any) -> None:
    """The name alone is an organisation's; that of a human being is shared by too many."""
    named = identify(course, subject=Subject.ORGANISATION, firm=FIRM, number=FIRM)
    assert len(named.alike) == 1, "one mark in tests, where every mark is the same"


async def test_x08_one_company_of_two_misread_codes_is_asked_about(town: Any, people: Any) -> None:
    """Each with another confirmed paper as its licence, and the second with a blank in its name."""
    cases = []
    for number, name in (("91130624MA0ABCDE3Y", "阜平县某加工厂"), ("91130624MA0ABCDE4Y", " 阜平县 某加工厂")):
        case = await town.file(place="东街 12 号")
        await town.evidence(case, kind="documentary")
        (licence,) = people.good(await town.first.ask(f"/cases/{case}"))["case"]["evidence"]
        named = {"subject": "organisation", "licence": licence["act"], "party": typed(number, name)}
        people.good(await town.first.act(f"/cases/{case}/party", named))
        cases.append(case)
    shown = people.good(await town.first.ask(f"/cases/{cases[1]}"))["similar"]
    assert [one["case"] for one in shown] == [cases[0]]
    await town.notify(cases[1], fine=10_000_00)
    await town.waive(cases[1])
    assert (await town.decide(cases[1], fine=10_000_00)).json()["code"] == "cases/similar-case-unjudged"


def test_another_document_tells_the_age_too(course: Any) -> None:
    passport = {"number": "E1234567", "document": PartyDocument.PASSPORT}
    assert identify(course, **passport, born_on=date(2014, 1, 1)).age_group is AgeGroup.UNDER_14


def test_x03_the_operator_of_the_household_is_no_officer_of_the_case(course: Any, certificate: Any) -> None:
    """Neither one who is named in it, nor whoever acts later on."""
    mark = course.facts().person_mark(CITIZEN)
    shop = {"firm": HOUSEHOLD, "number": HOUSEHOLD, "operator": OPERATOR}
    holders = {number: certificate(certificate=number, mark="1" * 64) for number in ("HB-1001", "HB-1002")}
    with pytest.raises(Refusal) as refusal:
        identify(course, **shop, holders=holders | {"HB-1002": certificate(certificate="HB-1002", mark=mark)})
    assert refusal.value.rule is party.OFFICER
    identify(course, **shop, holders=holders)
    with pytest.raises(Refusal) as refusal:
        course.do(lambda case, command, given: given.check_free(case) or [], None, own=certificate(mark=mark))
    assert refusal.value.rule is facts.OWN_CASE
