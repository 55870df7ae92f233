"""Published inspection items: what may be looked at, on what basis (抽查事项清单, Doc 5 三(二); Doc 54)."""

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
    """Key items have no upper ratio, general ones do (I-4)."""

    KEY = "key"
    GENERAL = "general"


class Method(StrEnum):
    """How an item is looked at (I-8)."""

    ON_SITE = "on-site"
    PAPERS = "papers"
    MONITORING = "monitoring"


class Item(Dated):
    """One version of one item; a violation is referred under `power`, `sample` marks an unconfirmed wording."""

    code: ItemCode
    text: Word
    law: Word
    article: Word
    kind: ItemKind
    method: Method
    department: Department
    power: PowerCode
    rectifiable: bool
    sample: bool = False


class ItemList(Dated):
    """A published list: officers are qualified for `field`; `applies_to` names firms' fields (none: every firm)."""

    code: ListCode
    title: Word
    field: Word
    department: Department
    applies_to: tuple[Word, ...] = ()
    published_on: date
    sample: bool
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

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
    """The version of a list that is published on the day, or a refusal."""
    there = (one for one in lists if one.code == code and one.valid(on) and one.published_on <= on)
    return next(there, None) or refuse(LIST_NOT_PUBLISHED, code=code, on=on)


def items_on(item_list: ItemList, on: date) -> tuple[Item, ...]:
    """What the list asks on the day, in its own order."""
    return tuple(item for item in item_list.items if item.valid(on))


def published_item(lists: ItemLists, code: str, on: date) -> Item:
    """The item of one of these lists on the day, or a refusal; give the lists of the visit only."""
    published = (one for one in lists if one.published_on <= on and one.valid(on))
    there = (item for one in published for item in items_on(one, on) if item.code == code)
    return next(there, None) or refuse(ITEM_NOT_PUBLISHED, code=code, on=on)


def fields_of(lists: Iterable[ItemList]) -> tuple[str, ...]:
    """What officers must be qualified for who go with all these lists."""
    return tuple(sorted({one.field for one in lists}))


def scope_of(lists: Iterable[ItemList]) -> tuple[str, ...]:
    """The fields of firms that these lists are made for; empty: every firm."""
    scopes = [one.applies_to for one in lists]
    return tuple(sorted({field for scope in scopes for field in scope})) if all(scopes) else ()
