"""A person with an account: body, roles, and the certificate that counts on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from contracts.folding import Landing
from contracts.identity import (
    AccountClosed,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    DeviceEnded,
    LoginOpened,
    LoginReset,
    OfficerCertified,
    OfficerEvent,
    OfficerIdentified,
    OfficerRegistered,
    ResetAsked,
    RightsTaken,
    RolesAsked,
    RolesChanged,
    SessionEnd,
    SessionsEnded,
)
from contracts.identity_number import born_on
from contracts.refusal import Category, Rule, refuse
from contracts.values import (
    BodyCode,
    CertificateNumber,
    Command,
    IdentityNumber,
    Name,
    PersonId,
    Role,
    Sha256,
    Telephone,
    Text,
)
from identity.bodies.domain import Body
from identity.officers.domain.separation import Separation, check_compatible, incompatible

NO_BODY = Rule(
    "identity/no-such-body", "没有编号为 {body} 的单位", category=Category.MALFORMED, remedy="请先登记该单位"
)
LAST_ADMINISTRATOR = Rule(
    "identity/last-administrator",
    "这是最后一位能够登录的平台管理员，不得取消其职责或者注销其账户",
    category=Category.CONFLICT,
    remedy="请先将另一人设为平台管理员并为其开立登录名",
)
OWN_RIGHTS = Rule(
    "identity/own-rights",
    "不得变更本人的职责或者执法证",
    category=Category.NOT_ALLOWED,
    remedy="请另一位平台管理员办理",
)
CLOSED = Rule("identity/account-closed", "该账户已经注销", category=Category.CONFLICT)
NO_ROLE = Rule("identity/no-role", "至少须有一项职责", category=Category.MALFORMED)
PERSON_KNOWN = Rule(
    "identity/person-known",
    "该身份证号码的人员已有账户，一人只能有一个账户",
    law="APL 42",
    category=Category.CONFLICT,
    remedy="请核对号码；职责有变的，请变更原账户的职责",
)  # one human is never both officers
MAYBE_SAME = Rule(
    "identity/maybe-same",
    "已有本单位同名或者同电话的人员：{people}",
    law="APL 42",
    category=Category.CONFLICT,
    remedy="确系另一人的，请在 another 中注明理由",
)
NOT_BORN = Rule(
    "identity/not-born",
    "居民身份证号码所示出生日期尚未到来",
    law="GB 11643-1999",
    category=Category.MALFORMED,
    remedy="请核对号码",
)
IDENTIFIED = Rule("identity/identified", "该人员的身份证号码已经登记", category=Category.CONFLICT)


class RegisterOfficer(Command):
    """`another` says why the person is not one of the body with the same name, or one with the same telephone."""

    name: Name
    number: IdentityNumber
    telephone: Telephone
    body: BodyCode
    roles: tuple[Role, ...]
    another: Text | None = None


class IdentifyOfficer(Command):
    """`another` is as in a registration."""

    number: IdentityNumber
    telephone: Telephone
    another: Text | None = None


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts:
    """`body` is the one that the command names, None if nobody registered it; `maybe_same` are people alike."""

    body: Body | None
    mark: Sha256
    maybe_same: tuple[PersonId, ...]
    separation: Sequence[Separation]
    today: date


@dataclass(frozen=True, kw_only=True)
class IdentityFacts:
    """`mark` is that of the number that the command names, `maybe_same` are people alike; `today` is China's day."""

    mark: Sha256
    maybe_same: tuple[PersonId, ...]
    today: date


@dataclass(frozen=True, kw_only=True)
class RightsFacts:
    """`own_beside_others`: the person changes the own rights, though another administrator can sign in.

    `today` is the day in China.
    """

    own_beside_others: bool
    today: date


@dataclass(frozen=True, kw_only=True)
class Officer:
    """`devices_ended` are those of the present session; a device that signed in before `devices_since` is no longer."""

    registered: OfficerRegistered
    identified: OfficerIdentified | None = None
    roles_changed: RolesChanged | None = None
    roles_asked: RolesAsked | None = None
    rights_taken: tuple[RightsTaken, ...] = ()
    certified: OfficerCertified | None = None
    suspended: CertificateSuspended | None = None
    reinstated: CertificateReinstated | None = None
    withdrawn: CertificateWithdrawn | None = None
    withdrawn_numbers: tuple[CertificateNumber, ...] = ()
    earlier_numbers: tuple[CertificateNumber, ...] = ()
    login_opened: LoginOpened | None = None
    reset_asked: ResetAsked | None = None
    login_reset: LoginReset | None = None
    closed: AccountClosed | None = None
    sessions_ended: SessionsEnded | None = None
    devices_ended: tuple[DeviceEnded, ...] = ()
    devices_since: int = 0

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.roles_changed.roles if self.roles_changed else self.registered.roles

    @property
    def mark(self) -> Sha256 | None:
        """The mark of the human being; None while it is not known."""
        return self.identified.mark if self.identified else self.registered.mark

    @property
    def administers(self) -> bool:
        return Role.ADMINISTRATOR in self.roles and not self.closed

    @property
    def session(self) -> int:
        """How often tokens of the person were made void: those of an earlier session count no more."""
        return self.sessions_ended.session if self.sessions_ended else 0

    def sessions_ending(self, why: SessionEnd) -> SessionsEnded:
        return SessionsEnded(session=self.session + 1, why=why)

    def certificate_on(self, day: date) -> CertificateNumber | None:
        """The certificate that counts on the day (APL 42, 55)."""
        certified = self.certified
        if not certified or not certified.valid_from <= day <= certified.valid_until:
            return None
        if self.withdrawn and day >= self.withdrawn.effective_from:
            return None
        return None if self.suspended_on(day) else certified.certificate

    def suspended_on(self, day: date) -> bool:
        if not self.suspended or day < self.suspended.effective_from:
            return False
        return not (self.reinstated and day >= self.reinstated.effective_from)


land = Landing(Officer)

ENDS_DEVICES: Final = frozenset({SessionEnd.PASSWORD, SessionEnd.RESET, SessionEnd.CLOSED, SessionEnd.EVERYWHERE})
"""After these the person signs in anew, on every device; after the others a device gets a token of the new rights."""


def evolve(officer: Officer | None, event: OfficerEvent) -> Officer:
    """Apply an event.

    A new certificate begins without the marks of the old one, a new suspension without its end; what was asked for is
    done with.
    """
    match event:
        case OfficerCertified():
            before = officer.certified if officer else None
            earlier = officer.earlier_numbers if officer else ()
            if before and before.certificate != event.certificate:
                earlier = (*earlier, before.certificate)
            after = replace(land(officer, event), suspended=None, reinstated=None, withdrawn=None)
            return replace(after, earlier_numbers=earlier)
        case CertificateSuspended():
            return replace(land(officer, event), reinstated=None)
        case CertificateWithdrawn():
            numbers = (*officer.withdrawn_numbers, event.certificate) if officer else ()
            return replace(land(officer, event), withdrawn_numbers=numbers)
        case LoginReset():
            return replace(land(officer, event), reset_asked=None)
        case RolesChanged():
            return replace(land(officer, event), roles_asked=None)
        case SessionsEnded():
            after = replace(land(officer, event), devices_ended=())
            return replace(after, devices_since=event.session) if event.why in ENDS_DEVICES else after
        case _:
            return land(officer, event)


def register_officer(command: RegisterOfficer, facts: RegistrationFacts) -> list[OfficerEvent]:
    """Open an account for a person, who has the territory of their body; rights come from roles and certificate."""
    body = facts.body or refuse(NO_BODY, body=command.body)
    check_born(command.number, facts.today)
    check_another(facts.maybe_same, command.another)
    roles = checked(command.roles)
    check_compatible(incompatible(facts.separation, roles, facts.today))
    return [
        OfficerRegistered(
            body=command.body,
            township=body.registered.township,
            roles=roles,
            mark=facts.mark,
            maybe_same=facts.maybe_same,
            name=command.name,
            number=command.number,
            telephone=command.telephone,
            another=command.another or "",
        )
    ]


def identify_officer(officer: Officer, command: IdentifyOfficer, facts: IdentityFacts) -> list[OfficerEvent]:
    """Record who the person of an account is that was opened without an identity number."""
    check_open(officer)
    if officer.mark:
        refuse(IDENTIFIED)
    check_born(command.number, facts.today)
    check_another(facts.maybe_same, command.another)
    return [
        OfficerIdentified(
            mark=facts.mark,
            maybe_same=facts.maybe_same,
            number=command.number,
            telephone=command.telephone,
            another=command.another or "",
        )
    ]


def check_born(number: IdentityNumber, today: date) -> None:
    if born_on(number) > today:
        refuse(NOT_BORN)


def check_another(maybe_same: tuple[PersonId, ...], another: str | None) -> None:
    """Refuse somebody who may be one of these people, until it is told why it is another one."""
    if maybe_same and not another:
        refuse(MAYBE_SAME, people="、".join(maybe_same))


def check_open(officer: Officer) -> None:
    if officer.closed:
        refuse(CLOSED)


def check_by_another(facts: RightsFacts) -> None:
    """Refuse rights of one's own; where there is no other administrator, the supervisor hears of them."""
    if facts.own_beside_others:
        refuse(OWN_RIGHTS)


def checked(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles, each once and in the order of `Role`; refuses an empty list."""
    return tuple(role for role in Role if role in roles) or refuse(NO_ROLE)
