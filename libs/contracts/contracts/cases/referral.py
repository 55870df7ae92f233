from contracts.cases.event import ReferralEvent
from contracts.values import PowerCode, TownshipCode


class ReferralAccepted(ReferralEvent, type="cases.referral-accepted.v1", word="移交后立案"):
    """A referred violation became a case."""

    finding: str
    case: str
    township: TownshipCode


class ReferralDeclined(ReferralEvent, type="cases.referral-declined.v1", word="移交不予立案"):
    """A referred violation may not become a case: the rule and its article say why."""

    finding: str
    power: PowerCode
    township: TownshipCode
    rule: str
    law: str
