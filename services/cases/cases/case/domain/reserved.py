"""What nobody but the platform can tell: it needs its key, its claims, or what the whole county holds.

A decision asks for it where it needs it, so that what rests on it shows by itself (docs/decisions/0050).
"""

from contracts.code import Code


class Reserved(Code):
    """A matter that is decided when the command arrives, whatever was judged before."""

    PARTY = "party-elsewhere", "当事人与县内其他案件的关联"
    FINE = "one-fine", "同一违法行为的罚款是否已由另案作出"
    RECEIPT = "receipt", "财政票据是否已经登记"
    REGISTER = "register", "市场主体的登记情况"
    OFFICER = "officer-elsewhere", "其他执法主体的执法人员"
    SIMILAR = "similar", "其他执法主体办理的相近案件"
    CLUE = "clue", "线索的办理情况"
