"""Reading a sealed file back when the draw is held."""

from collections.abc import Iterator
from datetime import date, datetime
from sys import intern

from inspections.draws.domain.lottery.pool import (
    ExcludedFirm,
    ExcludedOfficer,
    Pool,
    PoolFirm,
    PoolOfficer,
    Quota,
    Recusal,
    Terms,
    Ticket,
)
from inspections.draws.domain.lottery.pool_file import FORMAT, SECTIONS, PoolFileError

type Lines = list[str]
type Sections = dict[str, Lines]

HEADS = {f"[{name}]": name for name in SECTIONS}


def decode(pool_file: bytes) -> Pool:
    """Read the pool of a file that `encode` wrote; raises PoolFileError on any other."""
    try:
        return pool_of(split(pool_file.decode()))
    except (ValueError, TypeError, LookupError) as fault:
        raise PoolFileError(f"not a {FORMAT} file: {fault}") from fault


def split(text: str) -> Sections:
    """Split a file into the lines of its sections."""
    first, *lines = text.split("\n")
    if first != FORMAT or lines.pop():
        raise ValueError("wrong first or last line")
    section: Lines = []
    sections: Sections = {}
    for line in lines:
        if line in HEADS:
            section = sections.setdefault(HEADS[line], [])
        else:
            section.append(line)
    if tuple(sections) != SECTIONS:
        raise ValueError("sections missing or out of order")
    return sections


def pool_of(sections: Sections) -> Pool:
    return Pool(
        terms=terms_of(sections["terms"], sections["quotas"]),
        firms=tuple(firms_of(sections["firms"])),
        tickets=tuple(tickets_of(sections["tickets"])),
        officers=tuple(PoolOfficer(*row) for row in rows(sections["officers"])),
        recusals=tuple(Recusal(*row) for row in rows(sections["recusals"])),
        excluded_firms=tuple(ExcludedFirm(*row) for row in rows(sections["excluded-firms"])),
        excluded_officers=tuple(ExcludedOfficer(*row) for row in rows(sections["excluded-officers"])),
    )


def rows(lines: Lines) -> Iterator[list[str]]:
    return (line.split("\t") for line in lines)


def firms_of(lines: Lines) -> Iterator[PoolFirm]:
    """Read the firms, with one string per township instead of one per firm."""
    for code, township in rows(lines):
        yield PoolFirm(code, intern(township))


def tickets_of(lines: Lines) -> Iterator[Ticket]:
    for group, ticket in rows(lines):
        yield Ticket(intern(group), ticket)


def terms_of(lines: Lines, quotas: Lines) -> Terms:
    words = {name: tuple(values) for name, *values in rows(lines)}
    return Terms(
        draw=words["draw"][0],
        on=date.fromisoformat(words["on"][0]),
        wanted=int(words["wanted"][0]),
        fields=words["fields"],
        item_lists=words["item-lists"],
        applies_to=words["applies-to"],
        quotas=tuple(Quota(township, int(wanted)) for township, wanted in rows(quotas)),
        seed_source=words["seed-source"][0],
        seed_issue=words["seed-issue"][0],
        known_from=datetime.fromisoformat(words["known-from"][0]),
    )
