"""Confirmation by the justice bureau: which townships hold a handed-over power, and when (APL 24)."""

from collections.abc import Mapping

from contracts.dated import Dated
from contracts.values import PowerCode, TownshipCode


class Confirmation(Dated):
    """The townships that hold a power in a period; a recall ends the period on the day before."""

    townships: frozenset[TownshipCode]


type Confirmations = Mapping[PowerCode, Confirmation]
