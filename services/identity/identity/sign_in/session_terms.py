"""How long a person stays signed in on a device, as published."""

from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.reference import Data, versions
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

NO_SESSION_TERMS = Rule(
    "identity/no-session-terms",
    "{on} 当日没有公布登录的有效期限",
    category=Category.UNAVAILABLE,
    remedy="由县司法局公布期限并载入；此前可以不绑定设备登录",
)

FILE = "session-terms.toml"


class SessionTerms(Dated):
    """One dated publication.

    A device is signed in for `longest_days` at most, and for `idle_days` without use; within `twin_seconds` after its
    use a secret may be shown again by another request.
    """

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=365, strict=True)]
    idle_days: Annotated[int, Field(ge=1, le=365, strict=True)]
    twin_seconds: Annotated[int, Field(ge=0, le=300, strict=True)]
    source: Word


def load_session_terms() -> tuple[SessionTerms, ...]:
    return versions(FILE, Data("identity").read(FILE), "publications", SessionTerms)


def session_terms(published: tuple[SessionTerms, ...], on: date) -> SessionTerms:
    return in_force(published, on) or refuse(NO_SESSION_TERMS, on=on)
