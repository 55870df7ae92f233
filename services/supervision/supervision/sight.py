"""Sight of townships: the supervisor sees all, an auditor the lists that are theirs, a head their own (ALES 2, 6)."""

from chassis.documents import Document
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role, TownshipCode

NOT_YOURS = Rule("supervision/not-your-township", "只能查看本乡镇的情况", category=Category.NOT_ALLOWED)
NO_TOWNSHIP = Rule("supervision/no-township", "您所在的单位没有辖区", category=Category.NOT_ALLOWED)


def sees(who: Origin, township: TownshipCode) -> bool:
    """True for the supervisor and for the head of the township."""
    return Role.SUPERVISOR in who.roles or (Role.HEAD in who.roles and who.township == township)


def territory[T: str](who: Origin, wanted: T | None) -> T | TownshipCode | None:
    """The township that confines the answer (None: the whole county), given the one that was asked for."""
    if who.roles & {Role.SUPERVISOR, Role.AUDITOR}:
        return wanted
    own = who.township or refuse(NO_TOWNSHIP)
    if wanted not in (None, own):
        refuse(NOT_YOURS)
    return own


def confined(path: str, who: Origin, wanted: TownshipCode | None) -> Document:
    """Filter of a list by the township stored at `path`; empty for the whole county."""
    place = territory(who, wanted)
    return {path: place} if place else {}
