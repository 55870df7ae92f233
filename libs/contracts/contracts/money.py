"""Amounts of money in the form that Chinese readers expect."""

from contracts.values import Fen


def yuan(fen: Fen) -> str:
    """Return an amount in fen as yuan: `500` for 50000 fen, `0.50` for 50."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
