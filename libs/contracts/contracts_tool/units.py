"""Units of numbers, days and moments in events, for which JSON schema has no keyword."""

from collections.abc import Iterator
from typing import Any, Final

FEN: Final = "fen (分): one hundredth of a yuan"
LAST_DAY: Final = "the last day of the term, itself included"

NUMBERS: Final = {
    "accuracy": "metres within which the place lies, as the phone estimates",
    "amount": FEN,
    "answered": "items of the list that were answered",
    "base": "what a fine by multiple or percentage was taken of, in fen, or square metres: `base_unit` says which",
    "clock_ahead": "seconds by which the clock of the phone was ahead, negative for one that was behind",
    "excluded": "firms left out of the draw's pool",
    "findings": "findings of a patrol",
    "fine": FEN,
    "firms": "firms in the draw's pool, also those without tickets",
    "latitude": "millionths of a degree north (WGS-84)",
    "longitude": "millionths of a degree east (WGS-84)",
    "open": FEN,
    "points": "points of the credit ledger, negative for a fault",
    "problems": "items of the list that were answered with `problem`",
    "proposed_fine": FEN,
    "repeated": "tickets that were passed: their firms had won before",
    "rows": "firms in an imported file",
    "seconds_on_site": "seconds from the opening to the conclusion, by the officer's device; null where not measured",
    "score": "the sum of points that count on that day",
    "session": "how often the tokens of the person were made void",
    "sequence": "the `ce_sequence` of another aggregate's event",
    "unchanged": "firms of the file that were in the register before",
    "wanted": "firms to be drawn",
    "year": "calendar year",
}

TERMS: Final = {
    "decide_until": f"{LAST_DAY}: 90 calendar days after filing (APL 60)",
    "defence_until": f"{LAST_DAY}: working days after service of the notice (APL 45, 85)",
    "pay_until": f"{LAST_DAY}: 15 calendar days after service, moved on to a working day (APL 67)",
    "review_until": f"{LAST_DAY}: 60 calendar days after service, moved on to a working day (ARL 20)",
    "sue_until": f"{LAST_DAY}: six months after service, moved on to a working day (ALL 46)",
    "until": LAST_DAY,
    "valid_until": "the last day on which it counts",
    "inspect_until": "the last day on which the visit may take place",
    "recheck_until": "the last day for the officers to look whether an order was fulfilled",
    "follow_until": "the last day for something to follow a look that found an order not fulfilled",
    "refer_until": "the last day to refer what was not corrected",
    "check_until": "the last day to check the clue",
    "due_on": "the last day on which the task may be done",
    "valid_from": "the first day on which it counts",
    "effective_from": "the first day on which it counts",
}

DAY: Final = "a day in China (UTC+8), `YYYY-MM-DD`"
MOMENT: Final = "a moment with its offset (RFC 3339)"


def unit_of(name: str, schema: dict[str, Any]) -> str:
    """Return the unit of a field by its name and JSON schema; empty where the schema is enough."""
    kinds = {kind.get("format") or kind.get("type") for kind in (schema, *schema.get("anyOf", ()))}
    if "integer" in kinds:
        return NUMBERS[name]
    if "date" in kinds:
        return f"{TERMS[name]}; {DAY}" if name in TERMS else DAY
    return MOMENT if "date-time" in kinds else ""


def described(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas with the unit of each field as its description."""
    return {name: with_units(schema) for name, schema in schemas.items()}


def with_units(schema: dict[str, Any]) -> dict[str, Any]:
    properties = {
        name: {**inner, "description": unit} if (unit := unit_of(name, inner)) else inner
        for name, inner in schema.get("properties", {}).items()
    }
    return {**schema, "properties": properties} if properties else schema


def rows() -> Iterator[tuple[str, str]]:
    """Yield the rows of the page's table: names of fields, and their unit."""
    grouped: dict[str, list[str]] = {}
    for name, unit in (NUMBERS | TERMS).items():
        grouped.setdefault(unit, []).append(f"`{name}`")
    yield from ((", ".join(names), unit) for unit, names in grouped.items())
