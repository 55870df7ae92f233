"""Who sees which township: the supervisor all, a head their own (ALES 2, 6)."""

from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role, TownshipCode

NOT_YOURS = Rule("supervision/not-your-township", "只能查看本乡镇的情况", category=Category.NOT_ALLOWED)
NO_TOWNSHIP = Rule("supervision/no-township", "您所在的单位没有辖区", category=Category.NOT_ALLOWED)


def territory[T: str](who: Origin, wanted: T | None) -> T | TownshipCode | None:
    """The township to which the answer is confined (None: the whole county), given the one that was asked for."""
    if Role.SUPERVISOR in who.roles:
        return wanted
    own = who.township or refuse(NO_TOWNSHIP)
    if wanted not in (None, own):
        refuse(NOT_YOURS)
    return own
