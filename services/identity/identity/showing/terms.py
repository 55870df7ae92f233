"""How long a code that was shown counts, as published."""

from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.reference import Data, versions
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

NO_SHOWING_TERMS = Rule(
    "identity/no-showing-terms",
    "{on} 当日没有公布亮证码的有效时间",
    law="APL 55",
    category=Category.UNAVAILABLE,
    remedy="请查验执法证件原件",
)

FILE = "showing-terms.toml"


class ShowingTerms(Dated):
    """One dated publication.

    A code counts for `valid_seconds`; the phone's clock may be `skew_seconds` away from ours. What a phone showed
    without network it may report for `report_days`.
    """

    sample: bool
    valid_seconds: Annotated[int, Field(ge=1, le=600, strict=True)]
    skew_seconds: Annotated[int, Field(ge=0, le=600, strict=True)]
    report_days: Annotated[int, Field(ge=1, le=365, strict=True)]
    source: Word


def load_showing_terms() -> tuple[ShowingTerms, ...]:
    return versions(FILE, Data("identity").read(FILE), "publications", ShowingTerms)


def showing_terms(published: tuple[ShowingTerms, ...], on: date) -> ShowingTerms:
    return in_force(published, on) or refuse(NO_SHOWING_TERMS, on=on)
