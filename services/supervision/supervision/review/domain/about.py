"""Of which firm a file is, and about which power: what lists of reviews are searched by."""

from dataclasses import dataclass

from contracts.cases import CaseFiled, PartyIdentified
from contracts.inspections import VisitAssigned
from contracts.values import PowerCode, SocialCreditCode
from supervision.review.domain.history import History


@dataclass(frozen=True, kw_only=True)
class About:
    """`power_name` is the offence in the words of the day of the act. Of people nothing is told."""

    firm: SocialCreditCode | None = None
    power: PowerCode | None = None
    power_name: str = ""


def about(history: History) -> About:
    if visit := history.first(VisitAssigned):
        return About(firm=visit.event.firm)
    filed = history.first(CaseFiled)
    if filed is None:
        return About()
    parties = [one.event.firm for one in history.of(PartyIdentified)]
    return About(
        firm=parties[-1] if parties else filed.event.firm, power=filed.event.power, power_name=filed.event.power_name
    )
