"""Reading a sealed file back when the draw is held."""

from collections.abc import Iterable
from datetime import date
from sys import intern

from inspections.domain.lottery.pool import (
    ExcludedFirm,
    ExcludedOfficer,
    Pool,
    PoolFirm,
    PoolOfficer,
    Quota,
    Recusal,
    Terms,
)
from inspections.domain.lottery.pool_file import FORMAT, SECTIONS, PoolFileError

type Rows = list[list[str]]

HEADS = {f"[{name}]": name for name in SECTIONS}


def decode(pool_file: bytes) -> Pool:
    """The pool of a file that `encode` wrote."""
    try:
        return pool_of(split(pool_file.decode()))
    except (ValueError, TypeError, LookupError) as fault:
        raise PoolFileError(f"not a {FORMAT} file: {fault}") from fault


def split(text: str) -> dict[str, Rows]:
    """The rows of each section."""
    first, *lines = text.split("\n")
    if first != FORMAT or lines.pop():
        raise ValueError("wrong first or last line")
    rows: Rows = []
    sections: dict[str, Rows] = {}
    for line in lines:
        if line in HEADS:
            rows = sections.setdefault(HEADS[line], [])
        else:
            rows.append(line.split("\t"))
    if tuple(sections) != SECTIONS:
        raise ValueError("sections missing or out of order")
    return sections


def pool_of(sections: dict[str, Rows]) -> Pool:
    return Pool(
        terms=terms_of(sections["terms"], sections["quotas"]),
        firms=tuple(firms_of(sections["firms"])),
        officers=tuple(PoolOfficer(*row) for row in sections["officers"]),
        recusals=tuple(Recusal(*row) for row in sections["recusals"]),
        excluded_firms=tuple(ExcludedFirm(*row) for row in sections["excluded-firms"]),
        excluded_officers=tuple(ExcludedOfficer(*row) for row in sections["excluded-officers"]),
    )


def firms_of(rows: Rows) -> Iterable[PoolFirm]:
    """One string per township, not per firm: a county of a million would not miss the memory, a laptop would."""
    for code, township, tickets in rows:
        yield PoolFirm(code, intern(township), int(tickets))


def terms_of(rows: Rows, quotas: Rows) -> Terms:
    words = {name: tuple(values) for name, *values in rows}
    return Terms(
        draw=words["draw"][0],
        on=date.fromisoformat(words["on"][0]),
        wanted=int(words["wanted"][0]),
        fields=words["fields"],
        item_lists=words["item-lists"],
        applies_to=words["applies-to"],
        quotas=tuple(Quota(township, int(wanted)) for township, wanted in quotas),
    )
