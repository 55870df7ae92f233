"""What a phone asks its judge, and what it is answered."""

from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from contracts.values import Sha256, Value
from contracts.verdict import Verdict


class Given(Value):
    """A command as a phone gives it: `item` is the act that the address names, `now` the moment that the phone shows.

    `files` are those that it has or has sent, which are sent before the command; `pictures` are those of them that are.
    """

    step: str
    body: dict[str, Any] = Field(default_factory=dict)
    item: str = ""
    key: str
    now: AwareDatetime
    files: tuple[Sha256, ...] = ()
    pictures: tuple[Sha256, ...] = ()


class Way(Value):
    """The way to a step in its service: `schema` names the request's schema in the OpenAPI (null: no body)."""

    address: str
    method: str
    body: str | None = Field(alias="schema")


class Asked(Value):
    """The question what may be done next, at the moment that the phone shows."""

    now: AwareDatetime


class Answer(BaseModel):
    """`judged` is the header of the command; `after` are the facts then, None where nothing would be recorded.

    Of what is left to the platform as a claim, `after` is what there is where it grants that.
    """

    verdict: Verdict
    hash: Sha256
    judged: str
    after: Any
