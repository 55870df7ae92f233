"""The number of a person's document has the form of its kind (APL 59(1)(1))."""

from datetime import date
from typing import Any

import pytest

from cases.case.domain.document_number import NO_CARD_IN_A_PASSPORT, NO_NUMBER_OF_IT
from contracts.identity_number import check_character
from contracts.refusal import Refusal
from contracts.values import GivenOperator, PartyDocument, Subject

HOUSEHOLD = "92130624MA0000001H"
CARD = "13062419900101001" + check_character("13062419900101001")
BORN = date(1990, 1, 1)


def asked(number: str, document: str) -> dict[str, Any]:
    typed = {"name": "某人", "number": number, "address": "东街"}
    return {"subject": "citizen", "party": typed, "document": document, "born_on": BORN.isoformat()}


@pytest.mark.parametrize(
    ("document", "number"),
    [
        *[("passport", number) for number in ("无", "1", "护照", "E1", "ABCDEFGH", "E1234567890", "护E1234567")],
        *[("travel-permit", number) for number in ("无", "H1234", "1234567", "H123456789", "HM12345678")],
        *[("foreign-residence", number) for number in ("无", "1234", "ABCDE", "证12345")],
        *[("military", number) for number in ("无", "军官证", "1234", "军字第1号")],
    ],
)
async def test_a_number_that_no_such_document_has(town: Any, document: str, number: str) -> None:
    refused = await town.first.act(f"/cases/{await town.file()}/party", asked(number, document))
    assert (refused.status_code, refused.json()["code"]) == (422, "cases/document-number")
    assert refused.json()["remedy"]


@pytest.mark.parametrize(
    ("document", "number"),
    [
        *[
            ("passport", number)
            for number in ("E12345678", "EA1234567", "G12345678", "123456789", "AB1234", "c01x-00t47")
        ],
        *[("travel-permit", number) for number in ("H12345678", "M1234567801", "12345678", CARD)],
        *[("foreign-residence", number) for number in ("CAN110000012345", CARD)],
        *[("military", number) for number in ("南字第1234567号", "0012345", CARD)],
    ],
)
def test_a_number_that_such_a_document_has(course: Any, document: str, number: str) -> None:
    assert course.file().identify(number=number, document=PartyDocument(document), born_on=BORN).case.party


def test_an_identity_number_is_in_no_passport(course: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        course.file().identify(number=CARD, document=PartyDocument.PASSPORT)
    assert refusal.value.rule is NO_CARD_IN_A_PASSPORT
    assert "居民身份证" in refusal.value.remedy


def test_an_operators_document_is_no_word_either(course: Any) -> None:
    shop = {"firm": HOUSEHOLD, "number": HOUSEHOLD, "operator": GivenOperator(name="约翰", number="护照")}
    with pytest.raises(Refusal) as refusal:
        course.file().identify(Subject.CITIZEN, **shop, document=PartyDocument.PASSPORT, born_on=BORN)
    assert refusal.value.rule is NO_NUMBER_OF_IT
