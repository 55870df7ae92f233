"""Work items of all services: who acts next, the step, and the day by which."""

from dataclasses import dataclass
from datetime import date

from contracts.origin import Origin
from contracts.values import BodyCode, Role


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """`who` is a person, a certificate or a post such as `head@130624100`; `what` is a step of the service.

    `act` is the act or item that waits, where several of one aggregate wait alike.
    """

    who: str
    what: str
    until: date | None = None
    act: str = ""


def post(role: Role, body: BodyCode) -> str:
    """Return the name of a role in a body, for work that anyone in that role may do."""
    return f"{role}@{body}"


def any_post(role: Role) -> str:
    """Return the name of a role in whatever body, for work of the whole county."""
    return f"{role}@*"


def names(who: Origin) -> list[str]:
    """Return every name under which work may wait for the caller."""
    certificates = [who.certificate] if who.certificate else []
    return [
        who.actor,
        *certificates,
        *sorted([name for role in who.roles for name in (post(role, who.agency), any_post(role))]),
    ]
