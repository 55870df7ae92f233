"""Published inspection items: what may be inspected, and on what basis (抽查事项清单, Doc 5 三(二); Doc 54)."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from contracts.dated import Dated
from contracts.places import DEPARTMENTS
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, PowerCode, Word

# an item that is not published is not inspected (E-2).
LIST_NOT_PUBLISHED = Rule(
    "inspections/list-not-published",
    "{on} 当日没有公布过检查事项清单“{code}”，不得实施检查",
    law="国办发〔2024〕54号；国发〔2019〕5号 三(二)",
    remedy="选用当日已公布的检查事项清单",
)
ITEM_NOT_PUBLISHED = Rule(
    "inspections/item-not-published",
    "{on} 当日检查事项“{code}”不在已公布的清单内，不得检查",
    law="国办发〔2024〕54号；国发〔2019〕5号 三(二)",
    remedy="只检查清单列明的事项；其他线索按规定移送",
)

ListCode = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*-\d{2}$")]


def known_department(code: str) -> str:
    if code not in DEPARTMENTS:
        raise ValueError(f"{code} is no department of the county")
    return code


Department = Annotated[BodyCode, AfterValidator(known_department)]


class ItemKind(StrEnum):
    """Kind of an item: a key item may be drawn at any ratio, a general one has an upper ratio (I-4)."""

    KEY = "key"
    GENERAL = "general"


class Method(StrEnum):
    """Method of inspecting an item (I-8)."""

    ON_SITE = "on-site"
    PAPERS = "papers"
    MONITORING = "monitoring"


class Item(Dated):
    """One version of an item; a violation is referred under `power`, `sample` marks wording not yet confirmed."""

    code: ItemCode
    text: Word
    law: Word
    article: Word
    kind: ItemKind
    method: Method
    department: Department
    power: PowerCode
    rectifiable: bool
    sample: bool


class ItemList(Dated):
    """A published list: officers need `field`; `applies_to` names the fields of firms it is for (none: every firm)."""

    code: ListCode
    title: Word
    field: Word
    department: Department
    applies_to: tuple[Word, ...] = ()
    published_on: date
    sample: bool
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    def published(self, on: date) -> bool:
        """True if visits may go by the list on the day."""
        return self.valid(on) and self.published_on <= on

    @model_validator(mode="after")
    def each_item_once(self) -> Self:
        for place, item in enumerate(self.items):
            if item.code.rpartition("-")[0] != self.code:
                raise ValueError(f"{item.code} does not begin with {self.code}")
            if any(item.code == other.code and item.overlaps(other) for other in self.items[:place]):
                raise ValueError(f"{item.code} stands twice for the same days")
        return self


type ItemLists = Sequence[ItemList]


def published_list(lists: ItemLists, code: str, on: date) -> ItemList:
    """The version of a list that is published on the day; refuses LIST_NOT_PUBLISHED if there is none."""
    there = (item_list for item_list in lists if item_list.code == code and item_list.published(on))
    return next(there, None) or refuse(LIST_NOT_PUBLISHED, code=code, on=on)


def items_on(item_list: ItemList, on: date) -> tuple[Item, ...]:
    """The items of a list that are valid on the day, in the list's order."""
    return tuple(item for item in item_list.items if item.valid(on))


def published_item(lists: ItemLists, code: str, on: date) -> Item:
    """The item on one of these lists (the visit's own) on the day; refuses ITEM_NOT_PUBLISHED if there is none."""
    published = (item_list for item_list in lists if item_list.published(on))
    there = (item for item_list in published for item in items_on(item_list, on) if item.code == code)
    return next(there, None) or refuse(ITEM_NOT_PUBLISHED, code=code, on=on)


def fields_of(lists: Iterable[ItemList]) -> tuple[str, ...]:
    """The fields that an officer must be qualified for to inspect by all these lists, sorted."""
    return tuple(sorted({item_list.field for item_list in lists}))


def scope_of(lists: Iterable[ItemList]) -> tuple[str, ...]:
    """The fields of the firms that these lists apply to, sorted; empty if one of them applies to every firm."""
    scopes = [item_list.applies_to for item_list in lists]
    return tuple(sorted({field for scope in scopes for field in scope})) if all(scopes) else ()
