"""Verdicts told with commands, and what became of them (docs/decisions/0050)."""

import re
from typing import Final, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from contracts.code import Code
from contracts.refusal import Category, Rule, refuse
from contracts.values import Sha256

BAD_VERDICT = Rule(
    "bad-verdict",
    "X-Judged 应写作 rules=…, facts=…, version=…, at=…, verdict=…",
    category=Category.MALFORMED,
    remedy="不注明预判也可办理",
)
MEMBER = re.compile(r"([a-z]+)=([^\s,=]+)")


class Judged(Code):
    """What became of a verdict that was told with a command: the same, or another one for the first reason that holds.

    `undecided` is what a phone left to the platform.
    """

    CONFIRMED = "confirmed", "手机预判一致"
    RULES = "rules", "手机预判不一致：规则版本不同"
    CASE_MOVED_ON = "case-moved-on", "手机预判不一致：所办事项已变化"
    FACTS = "facts-changed", "手机预判不一致：所依据的情况已变化"
    DAY = "day", "手机预判不一致：日期或者时钟不同"
    UNEXPLAINED = "unexplained", "手机预判不一致：原因不明"
    UNDECIDED = "undecided", "手机未作预判，由平台认定"


AS_THE_PLATFORM: Final = frozenset({Judged.CONFIRMED, Judged.UNDECIDED})
"""What tells of no difference."""

UNTOLD: Final = "undecided"
"""Stands in the header for the verdict of what a phone could not judge."""


class Prejudged(BaseModel):
    """A phone's verdict: by which rules, on which facts of which version, at which moment of its clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: Sha256
    facts: Sha256
    version: int = Field(ge=0, lt=10**18)
    at: AwareDatetime
    verdict: str = Field(pattern=r"^([0-9a-f]{64}|undecided)$")

    @classmethod
    def read(cls, header: str) -> Self:
        """Return what the header tells; refuse BAD_VERDICT for anything else."""
        members = [MEMBER.fullmatch(member.strip()) for member in header.split(",")]
        told = [(found[1], found[2]) for found in members if found]
        if len(told) < len(members) or len(dict(told)) < len(told):
            refuse(BAD_VERDICT)
        try:
            return cls.model_validate_strings(dict(told))
        except ValidationError:
            refuse(BAD_VERDICT)

    def told(self) -> str:
        """Return the value of the header."""
        return ", ".join(f"{name}={value}" for name, value in self.model_dump(mode="json").items())
