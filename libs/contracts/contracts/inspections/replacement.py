from contracts.code import Code


class ReplacementGround(Code):
    """Why somebody else goes: no certificate that counts, recusal (APL 43), or an illness once the inspection began."""

    CERTIFICATE = "certificate", "执法证失效"
    RECUSAL = "recusal", "回避"
    UNABLE = "unable", "因病等原因不能继续"
