"""The sample firms: 500 over the townships, with valid codes counted up from 1, which do not look like real ones."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from contracts.credit import FirmKind, Risk
from contracts.credit_code import check_character
from contracts.places import TOWNSHIPS
from county.choices import choose, invented_name, table

SEAT, AT_SEAT, ELSEWHERE = "130624100", 104, 33  # 104 + 12 × 33 = 500
FIRST_LEGAL_PERSON = 1_000  # far from the numbers of the officers

# GB 32100-2015: registrar 9 (market regulation), class of organisation, division code.
PREFIXES = {
    FirmKind.ENTERPRISE: "91130624",
    FirmKind.HOUSEHOLD: "92130624",
    FirmKind.COOPERATIVE: "93130624",
}
ENDINGS = {FirmKind.ENTERPRISE: "有限公司", FirmKind.HOUSEHOLD: "", FirmKind.COOPERATIVE: "农民专业合作社"}
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997
LEFT_OUT = "0X"  # 11 and 10 as check characters


@dataclass(frozen=True, kw_only=True)
class Firm:
    """One row of the register."""

    code: str
    name: str
    township: str
    kind: FirmKind
    field: str
    risk: Risk
    address: str
    legal_person: str


def firms() -> tuple[Firm, ...]:
    """Return all 500 firms, always the same."""
    taken: set[str] = set()
    return tuple(firm(number, township, taken) for number, township in enumerate(places(), 1))


def places() -> Iterator[str]:
    for township in TOWNSHIPS:
        yield from [township] * (AT_SEAT if township == SEAT else ELSEWHERE)


def firm(number: int, township: str, taken: set[str]) -> Firm:
    field = choose(trades(), number, "trade")
    trade = table("trades.toml")[field]
    kind = FirmKind(choose(trade["kinds"], number, "kind"))
    return Firm(
        code=code(kind, number),
        name=free_name(number, kind, township, trade, taken),
        township=township,
        kind=kind,
        field=field,
        risk=Risk(choose(trade["risks"], number, "risk")),
        address=address(number, township),
        legal_person=invented_name(FIRST_LEGAL_PERSON + number),
    )


def trades() -> list[str]:
    """Return the trades, each as often as its share of a hundred."""
    return [field for field, trade in table("trades.toml").items() for _ in range(trade["share"])]


def code(kind: FirmKind, number: int) -> str:
    """Return a unified social credit code with both its check characters (GB 11714, GB 32100)."""
    organisation = f"{number:08}"
    rest = sum(int(digit) * weight for digit, weight in zip(organisation, ORGANISATION_WEIGHTS, strict=True)) % 11
    body = f"{PREFIXES[kind]}{organisation}{LEFT_OUT[rest] if rest < len(LEFT_OUT) else 11 - rest}"
    return body + check_character(body)


def free_name(number: int, kind: FirmKind, township: str, trade: dict[str, Any], taken: set[str]) -> str:
    for attempt in range(len(taken) + 1):
        name = one_name(number, kind, township, trade, attempt)
        if name not in taken:
            break
    taken.add(name)
    return name


def one_name(number: int, kind: FirmKind, township: str, trade: dict[str, Any], attempt: int) -> str:
    words = table("names.toml")
    word = choose(words["first_words"], number, attempt) + choose(words["second_words"], number, attempt, "second")
    place = TOWNSHIPS[township] if kind is FirmKind.HOUSEHOLD else ""
    return f"阜平县{place}{word}{choose(trade['names'], number, 'name')}{ENDINGS[kind]}（样例）"


def address(number: int, township: str) -> str:
    village = choose(table("names.toml")["villages"], number, "village")
    return f"河北省保定市阜平县{TOWNSHIPS[township]}{village}{choose(range(1, 200), number, 'house')}号"


def firms_csv(firms: Iterable[Firm]) -> str:
    """Return the register as the registrar imports it: a row of column names, then a row for each firm."""
    text = io.StringIO()
    names = [field.name for field in fields(Firm)]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: str(getattr(firm, name)) for name in names} for firm in firms)
    return text.getvalue()
