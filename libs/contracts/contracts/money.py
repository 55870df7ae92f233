"""Amounts of money as Chinese readers see them."""

from contracts.values import Fen


def yuan(fen: Fen) -> str:
    """`500` for 50000 fen, `0.50` where there are parts of a yuan."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
