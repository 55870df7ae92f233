"""Answers to a violation that an inspection referred: a case, or a reasoned no."""

from dataclasses import dataclass

from contracts.cases import ReferralAccepted, ReferralDeclined, ReferralEvent
from contracts.folding import Landing
from contracts.values import Command, PowerCode, TownshipCode


class AcceptReferral(Command):
    finding: str
    case: str
    township: TownshipCode


class DeclineReferral(Command):
    """`rule` and `law` are those by which the own domain refused to file."""

    finding: str
    power: PowerCode
    township: TownshipCode
    rule: str
    law: str


@dataclass(frozen=True, kw_only=True)
class Referral:
    accepted: ReferralAccepted | None = None
    declined: ReferralDeclined | None = None


land = Landing(Referral)


def accept_referral(command: AcceptReferral, facts: None) -> list[ReferralEvent]:
    """Answer with the case that was filed."""
    return [ReferralAccepted(finding=command.finding, case=command.case, township=command.township)]


def decline_referral(command: DeclineReferral, facts: None) -> list[ReferralEvent]:
    """Answer with the rule and its article that forbid a case; the supervisor sees them."""
    return [
        ReferralDeclined(
            finding=command.finding,
            power=command.power,
            township=command.township,
            rule=command.rule,
            law=command.law,
        )
    ]
