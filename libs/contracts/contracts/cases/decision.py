from datetime import date

from contracts.cases.event import CaseEvent
from contracts.cases.measure import Base
from contracts.cases.sanction import MitigatedGround, NoPenaltyGround, Sanction
from contracts.personal import Personal
from contracts.unit import Unit
from contracts.values import Fen, PowerCode, RestsOn, SocialCreditCode, Subject, TownshipCode


class PenaltyDecided(CaseEvent, type="cases.penalty-decided.v1", word="处罚决定"):
    """The body decided a penalty (处罚决定, APL 57-59).

    `base` is what a fine by multiple or percentage was taken of, in fen, or the area in square metres; `mitigated` is
    the ground for a fine below the least, and `mitigated_by` are the acts that it rests on.
    """

    power: PowerCode
    township: TownshipCode
    firm: SocialCreditCode | None
    subject: Subject
    sanctions: tuple[Sanction, ...]
    fine: Fen
    mitigated: MitigatedGround | None
    decided_on: date
    base: Base | None = None
    base_unit: Unit | None = None
    rests_on: tuple[RestsOn, ...] = ()
    mitigated_by: tuple[str, ...] = ()
    mitigated_reason: Personal[str | None]
    reasons: Personal[str]


class NoPenaltyDecided(CaseEvent, type="cases.no-penalty-decided.v1", word="不予处罚决定"):
    """The body decided that there is no penalty, and educated the party (APL 33, 57(1)(2)-(3)).

    `evidence` are the acts that the ground rests on.
    """

    ground: NoPenaltyGround
    decided_on: date
    evidence: tuple[str, ...] = ()
    reasons: Personal[str]
    education: Personal[str]


class CaseWithdrawn(CaseEvent, type="cases.case-withdrawn.v1", word="撤销立案"):
    """The case was struck before a decision (撤销立案).

    `ripe` is true if party and evidence were there, or the party had been told what was proposed (X-40).
    `reported` is true if it was filed from a clue, or from what an inspection or a patrol found.
    """

    withdrawn_on: date
    ripe: bool = False
    reported: bool = False
    reasons: Personal[str]


class DecisionOverdue(CaseEvent, type="cases.decision-overdue.v1", word="逾期未作出决定"):
    """Ninety days from filing passed without a decision: flagged, nothing is barred (APL 60)."""

    until: date
    noticed_on: date
