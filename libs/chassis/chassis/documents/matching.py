"""MongoDB's filters, updates and projections over plain documents, as far as `chassis.documents.port` uses them."""

from collections.abc import Callable, Sequence
from typing import Any

from bson import CodecOptions, decode, encode

from chassis.documents.port import Document

type Matcher = Callable[[Any], bool]
type Operation = Callable[[list[Any]], bool]

MISSING: Any = object()
AWARE: CodecOptions[Document] = CodecOptions(tz_aware=True)


def copied(document: Document) -> Document:
    """Copy a value as the store would return it: lists for tuples, no microseconds; refuses other types."""
    return decode(encode(document), AWARE)


def unshared(document: Document) -> Document:
    """Copy a document that is stored: what it is made of, but for its dicts and lists, nobody can change."""
    return {name: own(part) for name, part in document.items()}


def own(value: Any) -> Any:
    if type(value) is dict:
        return unshared(value)
    return [own(part) for part in value] if type(value) is list else value


def values_at(document: Any, path: str) -> list[Any]:
    """Return what stands at a dotted path, looking into every element of arrays on the way."""
    return values_below(document, path.split("."))


def values_below(document: Any, names: Sequence[str]) -> list[Any]:
    for place, name in enumerate(names):
        if isinstance(document, list):
            return [value for element in document for value in values_below(element, names[place:])]
        if not isinstance(document, dict) or name not in document:
            return []
        document = document[name]
    return [document]


def comparable(value: Any, bound: Any) -> bool:
    return type(value) is type(bound) or rank(value) == rank(bound)


def same(value: Any, bound: Any) -> bool:
    if type(value) is type(bound):
        return bool(value == bound)
    return rank(value) == rank(bound) and bool(value == bound)


RANKS: dict[type, int] = {type(None): 0, int: 1, float: 1, str: 2, dict: 3, list: 4, bytes: 5, bool: 8}


def rank(value: Any) -> int:
    """Return the place of a type in BSON's order; values compare with their own kind only."""
    known = RANKS.get(type(value))
    return known if known is not None else next((RANKS[kind] for kind in type(value).__mro__ if kind in RANKS), 9)


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "$lt": lambda value, bound: comparable(value, bound) and value < bound,
    "$lte": lambda value, bound: comparable(value, bound) and value <= bound,
    "$gt": lambda value, bound: comparable(value, bound) and value > bound,
    "$gte": lambda value, bound: comparable(value, bound) and value >= bound,
    "$in": lambda value, bound: any(same(value, option) for option in bound),
}


def within(value: Any, bound: Document) -> bool:
    """Tell whether one value meets all comparisons at once, as `$elemMatch` asks of elements that are no documents."""
    return all(path.startswith("$") and meets([value], path, operand) for path, operand in bound.items())


def meets(found: list[Any], operator: str, bound: Any) -> bool:
    spread = found
    if any(isinstance(value, list) for value in found):
        spread = [*found, *(element for value in found if isinstance(value, list) for element in value)]
    if operator == "$elemMatch":
        elements = [element for value in found if isinstance(value, list) for element in value]
        wanted = matcher(bound)
        return any(wanted(element) or within(element, bound) for element in elements)
    if operator == "$exists":
        return bool(found) is bound
    if operator == "$not":
        return not all(meets(found, own, operand) for own, operand in bound.items())
    if operator == "$ne":
        return not any(same(value, bound) for value in spread) and not (bound is None and not found)
    if operator == "$in" and None in bound and not found:
        return True
    return any(COMPARISONS[operator](value, bound) for value in spread)


def matches(document: Any, where: Document) -> bool:
    return matcher(where)(document)


def matcher(where: Document) -> Matcher:
    """Return the filter as a function, which is made once for many documents."""
    conditions = [condition(path, bound) for path, bound in where.items()]

    def matches(document: Any) -> bool:
        return isinstance(document, dict) and all(meets_it(document) for meets_it in conditions)

    return matches


def condition(path: str, bound: Any) -> Matcher:
    if path in ("$or", "$and"):
        parts, joined = [matcher(part) for part in bound], any if path == "$or" else all
        return lambda document: joined(part(document) for part in parts)
    names = path.split(".")
    if isinstance(bound, dict) and bound and all(key.startswith("$") for key in bound):
        operations = [operation(operator, operand) for operator, operand in bound.items()]
        return lambda document: all_met(values_below(document, names), operations)

    def same_as_bound(document: Any) -> bool:
        found = values_below(document, names)
        if len(found) == 1 and type(found[0]) is type(bound) is str:
            return bool(found[0] == bound)
        return meets(found, "$in", [bound])

    return same_as_bound


def operation(operator: str, bound: Any) -> Operation:
    """Return an operator with its bound; most ask whether one text is among some."""
    if operator != "$in" or not all(type(option) is str for option in bound):
        return lambda found: meets(found, operator, bound)
    texts = frozenset(bound)

    def is_among(found: list[Any]) -> bool:
        if len(found) == 1 and type(found[0]) is str:
            return found[0] in texts
        return meets(found, "$in", bound)

    return is_among


def all_met(found: list[Any], operations: list[Operation]) -> bool:
    return all(met(found) for met in operations)


def changed(document: Document, change: Document) -> Document:
    """Return the document with an update applied; what stays as it is, the two share."""
    paths = [path for operands in change.values() for path in operands]
    if len(set(paths)) < len(paths):
        raise ValueError("an update names a path twice")
    result = dict(document)
    for operator, operands in copied(change).items():
        for path, operand in operands.items():
            *parents, name = path.split(".")
            place = result
            for parent in parents:
                place[parent] = dict(place.get(parent, {}))
                place = place[parent]
            apply(place, name, operator, operand)
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
            place[name] = [*place.get(name, []), *operand["$each"]]
        case "$addToSet":
            place[name] = list(dict.fromkeys([*place.get(name, []), *operand["$each"]]))
        case _:
            raise NotImplementedError(operator)


def projected(document: Document, fields: Document | None) -> Document:
    """Return a copy with the fields that were asked for."""
    if not fields:
        return unshared(document)
    including = any(wish == 1 or (isinstance(wish, dict) and "$elemMatch" in wish) for wish in fields.values())
    result: Document = {"_id": document["_id"]} if including else dict(document)
    for path, wish in fields.items():
        if wish == 0:
            result = without(result, path)
        elif wish == 1:
            include(result, document, path)
        elif (value := picked(document.get(path, MISSING), wish)) is not MISSING:
            result[path] = value
    return unshared(result)


def without(place: Document, path: str) -> Document:
    head, _, rest = path.partition(".")
    kept = {name: value for name, value in place.items() if rest or name != head}
    if rest and isinstance(kept.get(head), dict):
        kept[head] = without(kept[head], rest)
    return kept


def include(place: Document, document: Document, path: str) -> None:
    head, _, rest = path.partition(".")
    value = document.get(head, MISSING)
    if not rest and value is not MISSING:
        place[head] = value
    elif rest and isinstance(value, dict):
        include(place.setdefault(head, {}), value, rest)
    elif rest and isinstance(value, list):
        inner = [element for element in value if isinstance(element, dict)]
        for target, element in zip(place.setdefault(head, [{} for _ in inner]), inner, strict=True):
            include(target, element, rest)


def picked(value: Any, wish: Document) -> Any:
    if value is MISSING:
        return MISSING
    if "$slice" in wish:
        skip, limit = wish["$slice"]
        return value[skip : skip + limit]
    wanted = matcher(wish["$elemMatch"])
    first = next((element for element in value if wanted(element)), MISSING)
    return first if first is MISSING else [first]
