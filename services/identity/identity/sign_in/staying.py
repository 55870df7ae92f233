"""Staying signed in on a device, and signing out (docs/decisions/0044)."""

from dataclasses import dataclass

from chassis.clock import Clock
from chassis.store import Store, Stored, no_facts
from contracts.identity import DeviceEnd, OfficerEvent
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from identity.officers.domain.device import EndDevice, end_all_devices, end_device
from identity.officers.domain.officer import Officer
from identity.sign_in.devices import REFRESH_OVER, Device, Devices, Reused
from identity.sign_in.issuing import Issuing, Token
from identity.sign_in.logins import Login, Logins
from identity.sign_in.refresh_secret import RefreshSecret
from identity.sign_in.seen import Doorkeeper, Outcome

REFRESH_REUSED = Rule(
    "identity/refresh-reused",
    "此设备的登录凭证被用了两次，可能已被他人复制，该设备的登录已经终止",
    category=Category.NOT_SIGNED_IN,
    remedy="请重新登录；不是本人操作的，请立即修改密码并报告平台管理员",
)
ON_NO_DEVICE = Rule(
    "identity/on-no-device",
    "本次登录没有绑定设备",
    category=Category.CONFLICT,
    remedy="请在登录时提供 device",
)


@dataclass(frozen=True, kw_only=True)
class Staying:
    """Gives the next token of a device, and ends devices: in their documents first, then as a fact for all services."""

    officers: Store[Officer, OfficerEvent]
    devices: Devices
    logins: Logins
    issuing: Issuing
    door: Doorkeeper
    clock: Clock

    async def begin(self, person: PersonId, device: str, name: str, officer: Officer) -> tuple[Device, RefreshSecret]:
        return await self.devices.open(person, device, name, officer.session)

    async def refresh(self, text: str, request: str) -> tuple[Token, RefreshSecret, Device, Login]:
        """A new token and the next secret; refuses REFRESH_OVER and, for a secret that was used, REFRESH_REUSED."""
        secret = RefreshSecret.read(text, self.devices.key) or refuse(REFRESH_OVER)
        device = await self.devices.shown(secret)
        login, officer = await self._entitled(device)
        try:
            successor = await self.devices.rotate(secret, request)
        except Reused:
            await self._end_reused(device, officer)
            refuse(REFRESH_REUSED)
        return await self.issuing.token(login, officer, device.id), successor, device, login

    async def _entitled(self, device: Device) -> tuple[Login, Officer]:
        """The login and account of a device, as far as they still let it in; refuses REFRESH_OVER."""
        officer = (await self.officers.read(device.person)).state
        login = await self.logins.of_person(device.person)
        if officer.closed or login is None or not login.counts(officer) or not stays(device, officer):
            refuse(REFRESH_OVER)
        return login, officer

    async def _end_reused(self, device: Device, officer: Officer) -> None:
        await self.devices.end(device.id, DeviceEnd.REUSED)
        who = Origin(
            actor=device.person,
            agency=officer.registered.body,
            cause=f"device:{device.id}",
            request="",
            at=self.clock(),
        )
        await self.officers.change(device.person, end_device, EndDevice(device.id, DeviceEnd.REUSED), who, no_facts)
        await self.door.record(device.person, Outcome.REUSED)

    async def devices_of(self, person: PersonId) -> list[Device]:
        """Return the devices on which the person is signed in, and those that the platform ended, the last used first.

        Such an end is shown until the day on which the sign-in would have been over.
        """
        officer = (await self.officers.read(person)).state
        now = self.devices.now()
        return [
            device
            for device in await self.devices.of(person)
            if (self.devices.lives(device) and stays(device, officer))
            or (device.why == DeviceEnd.REUSED and now < device.until)
        ]

    async def untold(self, person: PersonId) -> list[Device]:
        """Return the devices whose secret was used twice since the person last signed in, once each."""
        found = [one for one in await self.devices.of(person) if one.why == DeviceEnd.REUSED and not one.told]
        for device in found:
            await self.devices.tell(device)
        return found

    async def sign_out(self, who: Origin) -> None:
        """End the device of the caller's token; refuses ON_NO_DEVICE."""
        await self._end(who.actor, who.device or refuse(ON_NO_DEVICE), DeviceEnd.SIGNED_OUT, who)

    async def end(self, person: PersonId, id: str, who: Origin) -> None:
        """End a device of the person, who is the caller or somebody whose account the caller administers.

        Refuses NO_DEVICE.
        """
        await self.devices.one_of(person, id)
        own = DeviceEnd.SIGNED_OUT if id == who.device else DeviceEnd.ELSEWHERE
        await self._end(person, id, own if person == who.actor else DeviceEnd.ADMINISTRATOR, who)

    async def _end(self, person: PersonId, id: str, why: DeviceEnd, who: Origin) -> None:
        if not who.dry_run:
            await self.devices.end(id, why)
        await self.officers.change(person, end_device, EndDevice(id, why), who, no_facts)

    async def sign_out_everywhere(self, who: Origin) -> Stored[Officer]:
        """Void all tokens of the caller, on devices and without one."""
        return await self.officers.change(who.actor, end_all_devices, None, who, no_facts)


def stays(device: Device, officer: Officer) -> bool:
    """Tell whether the person's history lets the device stay signed in."""
    ended = any(one.device == device.id for one in officer.devices_ended)
    return not ended and device.session >= officer.devices_since
