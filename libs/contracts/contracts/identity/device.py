from contracts.code import Code
from contracts.identity.officer import OfficerEvent


class DeviceEnd(Code):
    """Why a device of a person is signed in no longer."""

    SIGNED_OUT = "signed-out", "本人退出登录"
    ELSEWHERE = "elsewhere", "本人在其他设备上终止"
    REUSED = "reused", "登录凭证被重复使用，系统自动终止"
    ADMINISTRATOR = "by-administrator", "平台管理员终止"


class DeviceEnded(OfficerEvent, type="identity.device-ended.v1", word="终止设备登录"):
    """Tokens of this sign-in on a device are void, in every service; the person's other devices stay signed in.

    `device` is the random id of the sign-in. It may be forgotten with the next `SessionsEnded`, which voids its tokens.
    """

    device: str
    why: DeviceEnd
