r"""The numbers of the lottery: sha256 over UTF-8 text whose parts are joined by one LF, without an LF at the end.

By hand: `printf '%s\n%s\n%d' "$seed" "$firm" 1 | sha256sum`. Tickets of a firm count from 1. Numbers compare as
256-bit integers, which is the order of their 32 bytes and of their 64 hex digits alike.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from inspections.draws.domain.lottery.pool import PoolFirm
from inspections.draws.domain.lottery.tickets import TICKET_LIMIT

GREATER_THAN_ANY = b"\xff" * 33  # one byte longer than a number
ENDINGS = tuple(f"\n{ticket}".encode() for ticket in range(1, TICKET_LIMIT + 1))


def ticket_number(seed: str, firm: str, ticket: int) -> bytes:
    """sha256(seed LF firm LF ticket)."""
    return sha256(f"{seed}\n{firm}\n{ticket}".encode()).digest()


def officer_number(seed: str, firm: str, certificate: str) -> bytes:
    """sha256(seed LF 'officer' LF firm LF certificate)."""
    return sha256(f"{seed}\nofficer\n{firm}\n{certificate}".encode()).digest()


def firm_numbers(seed: str, firms: Iterable[PoolFirm]) -> Iterator[tuple[bytes, PoolFirm]]:
    """Yield each firm with the number of its smallest ticket; the seed is hashed once for up to a million firms."""
    begin = sha256(f"{seed}\n".encode()).copy
    for firm in firms:
        code = firm[0].encode()
        smallest = GREATER_THAN_ANY
        for ending in ENDINGS[: firm[2]]:
            ticket = begin()
            ticket.update(code + ending)
            number = ticket.digest()
            if number < smallest:
                smallest = number
        yield smallest, firm
