from contracts.code import Code


class ReplacementGround(Code):
    """Why somebody else goes: the certificate does not count any more, or the officer is recused (APL 43)."""

    CERTIFICATE = "certificate", "执法证失效"
    RECUSAL = "recusal", "回避"
