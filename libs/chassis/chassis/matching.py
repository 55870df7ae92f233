"""MongoDB's filters, updates and projections over plain documents, as far as `chassis.documents` uses them."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from chassis.documents import Document

MISSING: Any = object()


def values_at(document: Any, path: str) -> list[Any]:
    """What stands at a dotted path, looking into every element of arrays on the way."""
    head, _, rest = path.partition(".")
    if isinstance(document, list):
        return [value for element in document for value in values_at(element, path)]
    if not isinstance(document, dict) or head not in document:
        return []
    return values_at(document[head], rest) if rest else [document[head]]


def comparable(value: Any, bound: Any) -> bool:
    return isinstance(value, (int, float) if isinstance(bound, int | float) else type(bound))


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "$lt": lambda value, bound: comparable(value, bound) and value < bound,
    "$lte": lambda value, bound: comparable(value, bound) and value <= bound,
    "$gt": lambda value, bound: comparable(value, bound) and value > bound,
    "$gte": lambda value, bound: comparable(value, bound) and value >= bound,
    "$in": lambda value, bound: value in bound,
    "$elemMatch": lambda value, bound: matches(value, bound),
}


def meets(found: list[Any], operator: str, bound: Any) -> bool:
    spread = [*found, *(element for value in found if isinstance(value, list) for element in value)]
    if operator == "$exists":
        return bool(found) is bound
    if operator == "$ne":
        return bound not in spread and not (bound is None and not found)
    if operator == "$in" and None in bound and not found:
        return True
    return any(COMPARISONS[operator](value, bound) for value in spread)


def matches(document: Any, where: Document) -> bool:
    return isinstance(document, dict) and all(condition(document, path, bound) for path, bound in where.items())


def condition(document: Document, path: str, bound: Any) -> bool:
    if path == "$or":
        return any(matches(document, option) for option in bound)
    found = values_at(document, path)
    if isinstance(bound, dict) and bound and all(key.startswith("$") for key in bound):
        return all(meets(found, operator, operand) for operator, operand in bound.items())
    if bound is None:
        return not found or None in found
    return bound in found or any(isinstance(value, list) and bound in value for value in found)


def changed(document: Document, change: Document) -> Document:
    """A copy of the document with an update applied."""
    result = deepcopy(document)
    for operator, operands in change.items():
        for path, operand in operands.items():
            *parents, name = path.split(".")
            place = result
            for parent in parents:
                place = place.setdefault(parent, {})
            apply(place, name, operator, deepcopy(operand))
    return result


def apply(place: Document, name: str, operator: str, operand: Any) -> None:
    match operator:
        case "$set":
            place[name] = operand
        case "$unset":
            place.pop(name, None)
        case "$min":
            place[name] = min(place[name], operand) if name in place else operand
        case "$push":
            place.setdefault(name, []).extend(operand["$each"])
        case _:
            raise NotImplementedError(operator)


def projected(document: Document, fields: Document | None) -> Document:
    """A copy with the fields that were asked for."""
    if not fields:
        return deepcopy(document)
    including = any(value == 1 or isinstance(value, dict) for value in fields.values())
    result = {"_id": document["_id"]} if including else deepcopy(document)
    for path, wish in fields.items():
        if wish == 0:
            exclude(result, path)
        elif (value := picked(document, path, wish)) is not MISSING:
            result[path.partition(".")[0]] = deepcopy(value)
    return result


def exclude(place: Document, path: str) -> None:
    head, _, rest = path.partition(".")
    if rest and isinstance(place.get(head), dict):
        exclude(place[head], rest)
    elif not rest:
        place.pop(head, None)


def picked(document: Document, path: str, wish: Any) -> Any:
    head = path.partition(".")[0]
    value = document.get(head, MISSING)
    if value is MISSING or wish == 1:
        return value
    if "$slice" in wish:
        skip, limit = wish["$slice"]
        return value[skip : skip + limit]
    first = next((element for element in value if matches(element, wish["$elemMatch"])), MISSING)
    return first if first is MISSING else [first]
