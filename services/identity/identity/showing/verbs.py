"""The verbs of showing: a device's key, codes that somebody looks at, and those that the phone reports."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.clock import Clock, wall
from chassis.documents import Side, Thumbnails
from chassis.store import Aggregate, Store, no_facts
from contracts.identity import BodyEvent, OfficerCertified, OfficerEvent
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.values import CHINA, PersonId, Sha256
from identity.bodies.domain import Body
from identity.officers.domain.officer import Officer
from identity.showing.code import ShownCode
from identity.showing.domain import (
    CertificateChecked,
    Look,
    RegisterDeviceKey,
    Showing,
    ShowingEvent,
    ShowingReported,
    check_certificate,
    counting,
    evolve,
    proof_text,
    report_showing,
)
from identity.showing.keys import NO_PROOF, DeviceKey, DeviceKeys, decoded, verified
from identity.showing.terms import ShowingTerms, showing_terms
from identity.sign_in.devices import Devices
from identity.sign_in.staying import ON_NO_DEVICE, stays

NOT_GENUINE = Rule(
    "identity/code-not-genuine",
    "此码不是本平台的执法人员出示的，不能证明执法身份",
    category=Category.MALFORMED,
    remedy="请要求出示执法证件原件；可以拒绝检查，并向县司法局反映",
)
CODE_LATE = Rule(
    "identity/code-late",
    "此码出示于北京时间 {shown}，已经过期（{valid} 秒内有效，手机时间允许相差 {skew} 秒）",
    category=Category.CONFLICT,
    remedy="请执法人员当面重新出示",
)
CODE_EARLY = Rule(
    "identity/code-early",
    "此码所载时间为北京时间 {shown}，尚未到来（手机时间允许相差 {skew} 秒）",
    category=Category.CONFLICT,
    remedy="请执法人员校准手机时间后重新出示",
)
DEVICE_OVER = Rule(
    "identity/showing-device-over",
    "出示此码的设备已经退出登录或者停用，不能证明执法身份",
    category=Category.CONFLICT,
    remedy="请要求出示执法证件原件",
)

SHOWING = Aggregate(kind="showing", state=Showing, event=ShowingEvent, evolve=evolve, indexes=("person", "shown_at"))
PUBLIC = PersonId("public")
OUTCOMES = {CODE_LATE: Look.LATE, CODE_EARLY: Look.EARLY, DEVICE_OVER: Look.DEVICE_OVER}


@dataclass(frozen=True)
class Seen:
    """What somebody saw who looked at a code that counts."""

    code: ShownCode
    person: PersonId
    certified: OfficerCertified
    checked_at: datetime
    terms: ShowingTerms


@dataclass(frozen=True, kw_only=True)
class Showings:
    """`clock` is legal time, `now` the wall clock by which codes are made."""

    store: Store[Showing, ShowingEvent]
    officers: Store[Officer, OfficerEvent]
    bodies: Store[Body, BodyEvent]
    devices: Devices
    keys: DeviceKeys
    terms: tuple[ShowingTerms, ...]
    clock: Clock
    thumbnails: Thumbnails
    now: Callable[[], datetime] = wall

    async def register_key(self, command: RegisterDeviceKey, who: Origin) -> DeviceKey:
        """Give the caller's device a key that it proved to have; refuses ON_NO_DEVICE, NO_PROOF, KEY_TAKEN."""
        device = who.device or refuse(ON_NO_DEVICE)
        if not verified(command.public_key, proof_text(device, who.actor), decoded(command.proof)):
            refuse(NO_PROOF)
        if who.dry_run:
            return DeviceKey("", who.actor, device, command.public_key, ended=False)
        return await self.keys.register(who.actor, device, command.public_key)

    async def end_key(self, device: str, who: Origin) -> None:
        """End the key of a device of the caller; refuses NO_DEVICE."""
        await self.devices.one_of(who.actor, device)
        if not who.dry_run:
            await self.keys.end(who.actor, device)

    async def picture(self, photo: Sha256 | None) -> bytes | None:
        """A small copy of the picture in the certificate; none where it can't be drawn: the certificate counts so."""
        try:
            return await self.thumbnails.of(photo, Side.CARD) if photo else None
        except Refusal:
            return None

    async def check(self, text: str) -> Seen:
        """What the code proves now; refuses what it does not, and records every look at a genuine one."""
        code, key = await self._genuine(text)
        try:
            seen = await self._seen(code, key)
        except Refusal as refusal:
            await self._record(text, code, key, OUTCOMES.get(refusal.rule, Look.DOES_NOT_COUNT))
            raise
        await self._record(text, code, key, Look.COUNTS)
        return seen

    async def _genuine(self, text: str) -> tuple[ShownCode, DeviceKey]:
        """The code and the key that signed it; refuses NOT_GENUINE."""
        code = ShownCode.read(text) or refuse(NOT_GENUINE)
        key = await self.keys.find(code.key) or refuse(NOT_GENUINE)
        if not key.signed(code.signed, code.signature):
            refuse(NOT_GENUINE)
        return code, key

    async def _seen(self, code: ShownCode, key: DeviceKey) -> Seen:
        now, today = self.now(), self.clock().astimezone(CHINA).date()
        terms = self._terms()
        shown, skew = code.shown_at.astimezone(CHINA).strftime("%H:%M:%S"), timedelta(seconds=terms.skew_seconds)
        officer = (await self.officers.read(key.person)).state
        if not await self._in_use(key, officer):
            refuse(DEVICE_OVER)
        certified = counting(officer, today)
        if now - code.shown_at > timedelta(seconds=terms.valid_seconds) + skew:
            refuse(CODE_LATE, shown=shown, valid=terms.valid_seconds, skew=terms.skew_seconds)
        if code.shown_at - now > skew:
            refuse(CODE_EARLY, shown=shown, skew=terms.skew_seconds)
        return Seen(code, key.person, certified, now, terms)

    async def _in_use(self, key: DeviceKey, officer: Officer) -> bool:
        """Tell whether the device of the key is signed in, and the key and the account are not over."""
        found = [one for one in await self.devices.of(key.person) if one.id == key.device]
        alive = [one for one in found if self.devices.lives(one) and stays(one, officer)]
        return bool(alive) and not key.ended and officer.closed is None

    async def _record(self, text: str, code: ShownCode, key: DeviceKey, outcome: Look) -> None:
        checked = CertificateChecked(
            person=key.person,
            shown_at=code.shown_at,
            code=text,
            key=key.public,
            checked_at=self.now(),
            outcome=outcome,
        )
        cause = f"look:{secrets.token_hex(16)}"
        who = Origin(actor=PUBLIC, agency=COUNTY, cause=cause, request="", at=self.clock())
        await self.store.create_or_change(showing_id(code), check_certificate, checked, who, no_facts)

    async def report(self, texts: tuple[str, ...], who: Origin) -> list[int]:
        """Record what the caller showed; return the places of those that no key of theirs made, or too long ago."""
        passed_over = []
        for place, text in enumerate(texts):
            if not await self._reported(text, who):
                passed_over.append(place)
        return passed_over

    async def _reported(self, text: str, who: Origin) -> bool:
        try:
            code, key = await self._genuine(text)
        except Refusal:
            return False
        now, terms = self.now(), self._terms()
        ahead, since = timedelta(seconds=terms.skew_seconds), timedelta(days=terms.report_days)
        if key.person != who.actor or not now - since <= code.shown_at <= now + ahead:
            return False
        told = ShowingReported(person=key.person, shown_at=code.shown_at, code=text, key=key.public, reported_at=now)
        await self.store.create_or_change(showing_id(code), report_showing, told, replace(who, expected=None), no_facts)
        return True

    def _terms(self) -> ShowingTerms:
        return showing_terms(self.terms, self.now().astimezone(CHINA).date())


def showing_id(code: ShownCode) -> str:
    return f"showing-{code.id}"
