"""Which number a document of a person can have: two people without one are not taken for each other by a word."""

import re

from contracts.refusal import Category, Rule, refuse
from contracts.values import PartyDocument

NO_NUMBER_OF_IT = Rule(
    "cases/document-number",
    "{document}没有这样的号码",
    law="APL 40, 59(1)(1)",
    category=Category.MALFORMED,
    remedy="请按证件填写号码：{form}",
    title="证件号码不符合证件种类",
)
NO_CARD_IN_A_PASSPORT = Rule(
    "cases/identity-number-as-passport",
    "这是居民身份证号码，护照没有这样的号码",
    law="APL 59(1)(1); GB 11643-1999",
    category=Category.MALFORMED,
    remedy="请将证件种类改为居民身份证；外国人永久居留身份证和港澳台居民居住证，请注明该证件",
)

ANY = r"(?=.*[0-9])[0-9A-Z]{5,}"
ANY_TOLD = "5 位以上数字或者数字和字母"
FORMS = {
    PartyDocument.PASSPORT: (r"(?=.*[0-9])[0-9A-Z]{6,9}", "6 至 9 位数字或者数字和字母"),
    PartyDocument.TRAVEL_PERMIT: (
        r"[A-Z][0-9]{8}([0-9]{2})?|[0-9]{8}",
        "港澳居民为 1 位字母和 8 位数字，台湾居民为 8 位数字，居住证为 18 位公民身份号码",
    ),
    PartyDocument.FOREIGN_RESIDENCE: (ANY, ANY_TOLD),
    PartyDocument.MILITARY: (rf"[\u4e00-\u9fff]字第[0-9]{{4,8}}号|{ANY}", f"某字第某号，或者 {ANY_TOLD}"),
}
"""Form of each and how it is told; a permit's number may have the two digits of its renewal."""


def check_number(document: PartyDocument, number: str) -> None:
    """Refuse a number, no citizen's, that the document can't have."""
    form, told = FORMS[document]
    if not re.fullmatch(form, number):
        refuse(NO_NUMBER_OF_IT, document=document.word, form=told)
