"""The sealed file, `zhifatong-pool/2`: UTF-8 lines of fields parted by TAB, every line ended by LF.

The first line names the format; then come the sections of `SECTIONS` in that order, empty ones too, each headed by
its name in brackets and sorted bytewise by line. A firm is `code TAB township LF`, a ticket `group TAB ticket LF`. The
seal is the sha256 of the whole file, so terms, officers, recusals and exclusions are as fixed as the tickets.
"""

from collections.abc import Sequence
from hashlib import sha256

from inspections.draws.domain.lottery.pool import Pool, Terms

FORMAT = "zhifatong-pool/2"
SECTIONS = ("terms", "quotas", "firms", "tickets", "officers", "recusals", "excluded-firms", "excluded-officers")

type Row = Sequence[object]


class PoolFileError(ValueError):
    """Bytes that are no file of this format, or a value that it can't hold."""


def seal(pool_file: bytes) -> str:
    """The sha256 that is announced before the seed is named, in hex."""
    return sha256(pool_file).hexdigest()


def encode(pool: Pool) -> bytes:
    """The file of a pool, the same bytes for the same pool."""
    parts = (
        term_rows(pool.terms),
        pool.terms.quotas,
        pool.firms,
        pool.tickets,
        pool.officers,
        pool.recusals,
        pool.excluded_firms,
        pool.excluded_officers,
    )
    sections = (section(name, rows) for name, rows in zip(SECTIONS, parts, strict=True))
    return f"{FORMAT}\n{''.join(sections)}".encode()


def term_rows(terms: Terms) -> list[Row]:
    return [
        ("applies-to", *terms.applies_to),
        ("draw", terms.draw),
        ("fields", *terms.fields),
        ("item-lists", *terms.item_lists),
        ("known-from", terms.known_from.isoformat()),
        ("on", terms.on),
        ("seed-issue", terms.seed_issue),
        ("seed-source", terms.seed_source),
        ("wanted", terms.wanted),
    ]


def section(name: str, rows: Sequence[Row]) -> str:
    lines = ["\t".join(map(str, row)) for row in rows]
    text = "".join([f"{line}\n" for line in lines])
    if text.count("\n") != len(rows) or text.count("\t") != sum(map(len, rows)) - len(rows):
        raise PoolFileError(f"a value in {name} holds a TAB or a line feed")
    return f"[{name}]\n{text}"
