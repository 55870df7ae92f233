from datetime import date

from contracts.code import Code
from contracts.identity.officer import OfficerEvent
from contracts.personal import Personal
from contracts.values import PersonId


class SessionEnd(Code):
    """Why the tokens of a person are void."""

    ROLES = "roles", "职责已经变更"
    PASSWORD = "password", "密码已经修改"
    RESET = "reset", "密码已经重置"
    CLOSED = "account-closed", "账户已经注销"
    CERTIFICATE = "certificate-changed", "执法证已经变更"
    EVERYWHERE = "everywhere", "本人退出全部设备"
    MANY = "many-devices", "退出的设备较多，登录凭证统一更新"


class LoginOpened(OfficerEvent, type="identity.login-opened.v1", word="开立登录名"):
    """A person may sign in from now on; the name stays in identity.

    `registered_by` opened the account and `by` the login: somebody else, but `alone` if there was nobody else. Logins
    of before don't say.
    """

    opened_on: date
    by: PersonId | None = None
    registered_by: PersonId | None = None
    alone: bool = False


class ResetAsked(OfficerEvent, type="identity.reset-asked.v1", word="申请重置密码"):
    """An administrator asked that another one resets the password of a person."""

    by: PersonId
    asked_on: date
    reason: Personal[str]


class LoginReset(OfficerEvent, type="identity.login-reset.v1", word="重置密码"):
    """The password was set anew by an administrator; `alone` if nobody else could confirm what they had asked."""

    by: PersonId
    asked_by: PersonId
    alone: bool
    reset_on: date


class AccountClosed(OfficerEvent, type="identity.account-closed.v1", word="注销账户"):
    """A person works on the platform no longer: no sign-in, no certificate."""

    closed_on: date
    reason: Personal[str]


class SessionsEnded(OfficerEvent, type="identity.sessions-ended.v1", word="终止登录"):
    """Tokens with a lower `session` are void, in every service, since a right that they rest on has ended."""

    session: int
    why: SessionEnd
