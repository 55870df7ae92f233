"""What nobody but the platform can tell of a visit: it needs its claims, or what the whole county holds.

A decision asks for it where it needs it, so that what rests on it shows by itself (docs/decisions/0050).
"""

from contracts.code import Code


class Reserved(Code):
    """A matter that is decided when the command arrives, whatever was judged before."""

    CAP = "visit-cap", "本年度对该企业的检查次数是否已达上限"
    PICTURE = "picture-elsewhere", "照片是否已用于其他检查或者巡查"
    FILE = "file-unknown", "照片是否已经上传"
    OFFICER = "officer-elsewhere", "其他执法主体的执法人员"
