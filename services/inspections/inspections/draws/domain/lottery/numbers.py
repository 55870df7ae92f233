r"""The numbers of the lottery: sha256 over UTF-8 text whose parts are joined by one LF, without an LF at the end.

Ticket by hand: `printf '%s\n%s\n%s' "$draw" "$firm" "$salt" | sha256sum`; its number: the same of `"$draw" "$seed"
"$ticket"`. Numbers compare as 256-bit integers, which is the order of their 64 hex digits.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from inspections.draws.domain.lottery.pool import Openings, Terms

BLANK = ""
"""Stands for a firm on a line that is nobody's."""


class Opening(NamedTuple):
    """A line with whose it is; whoever knows the salt can check it, and nobody else can guess."""

    group: str
    ticket: str
    firm: str
    salt: str


def digest(*parts: str) -> str:
    """sha256 of the parts, in hex."""
    return sha256("\n".join(parts).encode()).hexdigest()


def salt_of(nonce: str, *about: str) -> str:
    """A salt that tells nothing of the others: HMAC-SHA256 with the nonce as key."""
    return hmac.digest(bytes.fromhex(nonce), "\n".join(about).encode(), "sha256").hex()


def ticket_of(draw: str, firm: str, salt: str) -> str:
    """sha256(draw LF firm LF salt)."""
    return digest(draw, firm, salt)


def ticket_number(draw: str, seed: str, ticket: str) -> str:
    """sha256(draw LF seed LF ticket)."""
    return digest(draw, seed, ticket)


def officer_number(draw: str, seed: str, firm: str, certificate: str) -> str:
    """sha256(draw LF seed LF 'officer' LF firm LF certificate)."""
    return digest(draw, seed, "officer", firm, certificate)


def opened(openings: Openings, terms: Terms) -> Iterator[Opening]:
    """Yield every line: the tickets of the firms, and blanks until a group has as many lines as its firms demand."""
    blanks = dict.fromkeys(terms.groups(), 0)
    for firm in openings.firms:
        group = terms.group(firm.township)
        if group in blanks:
            blanks[group] += openings.lines - firm.tickets
            for count in range(1, firm.tickets + 1):
                yield line(openings, group, firm.code, salt_of(openings.nonce, firm.code, str(count)))
    for group, count in blanks.items():
        for number in range(1, count + 1):
            yield line(openings, group, BLANK, salt_of(openings.nonce, "blank", group, str(number)))


def line(openings: Openings, group: str, firm: str, salt: str) -> Opening:
    return Opening(group, ticket_of(openings.draw, firm, salt), firm, salt)
