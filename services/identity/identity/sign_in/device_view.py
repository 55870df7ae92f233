"""JSON view of a device on which a person is, or was, signed in."""

from datetime import datetime

from pydantic import BaseModel

from contracts.identity import DeviceEnd
from identity.sign_in.devices import Device


class DeviceView(BaseModel):
    """`current` is the one that asks; `ended_at` and `why` stand where the platform ended it."""

    id: str
    name: str
    since: datetime
    last_used: datetime
    until: datetime
    current: bool
    ended_at: datetime | None
    why: DeviceEnd | None
    labels: dict[str, str]


class DeviceList(BaseModel):
    items: list[DeviceView]


def device_view(device: Device, current: str) -> DeviceView:
    why = DeviceEnd(device.why) if device.why in DeviceEnd else None
    return DeviceView(
        id=device.id,
        name=device.name,
        since=device.since,
        last_used=device.last_used,
        until=device.until,
        current=device.id == current,
        ended_at=device.ended_at,
        why=why,
        labels={why.value: why.word} if why else {},
    )
