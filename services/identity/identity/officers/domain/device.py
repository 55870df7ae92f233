"""A device on which a person is signed in ends by itself, or with all others (docs/decisions/0044)."""

from dataclasses import dataclass
from typing import Final

from contracts.identity import DeviceEnd, DeviceEnded, OfficerEvent, SessionEnd
from identity.officers.domain.officer import Officer

MOST_ENDED: Final = 50
"""So many ended devices every service remembers of a person; with the next one all tokens are replaced."""


@dataclass(frozen=True)
class EndDevice:
    """`device` is the id of a sign-in."""

    device: str
    why: DeviceEnd


def end_device(officer: Officer, command: EndDevice, facts: None) -> list[OfficerEvent]:
    """Void the tokens of one device; one that ended before stays ended."""
    if any(one.device == command.device for one in officer.devices_ended):
        return []
    ended: OfficerEvent = DeviceEnded(device=command.device, why=command.why)
    if len(officer.devices_ended) < MOST_ENDED:
        return [ended]
    return [ended, officer.sessions_ending(SessionEnd.MANY)]


def end_all_devices(officer: Officer, command: None, facts: None) -> list[OfficerEvent]:
    return [officer.sessions_ending(SessionEnd.EVERYWHERE)]
