"""Sight of a draw's files: everybody's, but for those of a version before, whose numbers of tickets tell the class."""

from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from inspections.draws.domain.draw import Draw
from inspections.sight import READS_CREDIT

TELLS_CLASSES = Rule(
    "inspections/tells-classes",
    "此前的抽取名单和记录可以看出企业的信用风险类别，只供监督机构和双随机办公室查阅",
    law="国市监信发〔2022〕6号",
    category=Category.NOT_ALLOWED,
    remedy="请向监督机构申请复核",
)


def check_public(draw: Draw, who: Origin | None) -> Draw:
    """Return the draw; refuses its files where they tell a class to somebody who may not read it (None: anybody)."""
    if draw.sealed.openings is None and not (who and who.roles & READS_CREDIT):
        refuse(TELLS_CLASSES)
    return draw
