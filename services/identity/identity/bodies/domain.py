"""A body that takes part in the platform (执法主体, APL 17)."""

from dataclasses import dataclass

from contracts.folding import Landing
from contracts.identity import BodyEvent, BodyRegistered
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, BodyKind, Command, PublicName

TERRITORY = Rule(
    "identity/territory",
    "乡镇执法主体须以本乡镇为辖区，县级机关不设辖区",
    law="APL 22",
    category=Category.MALFORMED,
    remedy="乡镇的 township 与 code 相同，部门和机构的 township 留空",
)


class RegisterBody(Command):
    code: BodyCode
    name: PublicName
    kind: BodyKind
    township: KnownTownship | None = None


@dataclass(frozen=True, kw_only=True)
class Body:
    registered: BodyRegistered


land = Landing(Body)


def body_id(code: BodyCode) -> str:
    """The id of the aggregate."""
    return f"body-{code}"


def register_body(command: RegisterBody, facts: None) -> list[BodyEvent]:
    """Register a body: a township acts in its own territory, a county body in all of them (APL 17, 22)."""
    own = command.code if command.kind is BodyKind.TOWNSHIP else None
    if command.township != own:
        refuse(TERRITORY)
    return [
        BodyRegistered(code=command.code, name=command.name, kind=command.kind, township=command.township),
    ]
