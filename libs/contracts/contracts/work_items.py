"""One shape of a work item: whose move, what, until when."""

from dataclasses import dataclass
from datetime import date

from contracts.origin import Origin
from contracts.values import BodyCode, Role


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """`who` is a person, a certificate or a post such as `head@130624100`; `what` is a step of the service."""

    who: str
    what: str
    until: date | None = None


def post(role: Role, body: BodyCode) -> str:
    """The name of a role in a body, for work that anyone in it may do."""
    return f"{role}@{body}"


def names(who: Origin) -> list[str]:
    """Every name under which work may wait for the caller."""
    certificates = [who.certificate] if who.certificate else []
    return [who.actor, *certificates, *sorted(post(role, who.agency) for role in who.roles)]
