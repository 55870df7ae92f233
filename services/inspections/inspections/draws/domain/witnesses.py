"""Witnesses of a seed: each tells it from the own account, before anybody draws by it (X-36)."""

from contracts.inspections import DrawSealed, SeedWitnessed
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from inspections.draws.domain.seeds import LAW

NOT_A_WITNESS = Rule(
    "inspections/not-a-witness",
    "只能由封存时载明的见证人确认随机数",
    law=LAW,
    category=Category.NOT_ALLOWED,
)
UNWITNESSED = Rule(
    "inspections/seed-unwitnessed",
    "随机数还没有经见证人以本人账户确认，不得抽取",
    law=LAW,
    remedy="请见证人登录填写其看到的随机数",
)
WITNESSES_GONE = Rule(
    "inspections/witnesses-gone",
    "封存时载明的见证人的账户都已注销或者不能再见证，随机数不能再经其确认，本次名单不得抽取",
    law=LAW,
    remedy="请另行封存名单，写明新的见证人和理由；监督机构会看到两次封存",
)


def check_witnessed(
    sealed: DrawSealed, witnessed: SeedWitnessed | None, unable: frozenset[PersonId]
) -> SeedWitnessed | None:
    """Return the word of a witness, where the draw is held by one; refuse as long as there is none."""
    if not sealed.witness_accounts:
        return None
    return witnessed or refuse(WITNESSES_GONE if unable.issuperset(sealed.witness_accounts) else UNWITNESSED)


def check_witness(sealed: DrawSealed, caller: PersonId) -> None:
    """Refuse everyone but the witnesses whom the seal names."""
    if caller not in sealed.witness_accounts:
        refuse(NOT_A_WITNESS)
