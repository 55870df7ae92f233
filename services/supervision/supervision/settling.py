"""Which events tell what is late, settle or lift alerts, and end a file, which is reviewed then."""

from collections.abc import Mapping
from typing import Final

from contracts.cases import (
    CaseClosed,
    ClueOverdue,
    ClueOverdueLifted,
    ClueTaken,
    CorrectionOrdered,
    DecisionOverdue,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    PaymentOverdue,
    PaymentOverdueLifted,
    RecheckOverdue,
    RecheckOverdueLifted,
    ReferralAccepted,
    ServiceOverdue,
    ServiceOverdueLifted,
)
from contracts.event import Event
from contracts.inspections import (
    DrawHeld,
    DrawOverdue,
    InspectorReplaced,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolOfficerReplaced,
    PatrolOverdue,
    PatrolOverdueLifted,
    PatrolReferred,
    ReferralOverdue,
    ReferralOverdueLifted,
    TermRechecked,
    TermRecheckOverdue,
    TermRecheckOverdueLifted,
    VisitConcluded,
    VisitOpened,
    VisitOverdue,
    VisitOverdueLifted,
    VisitPostponed,
    VisitUnmet,
    VisitWithdrawn,
)
from contracts.supervision import AlertKind, TaskCompleted, TaskFailed, TaskOverdueLifted, TaskWithdrawn

OF_AN_OPEN_CASE: Final = (
    AlertKind.DECISION_OVERDUE,
    AlertKind.PAYMENT_OVERDUE,
    AlertKind.SERVICE_OVERDUE,
    AlertKind.RECHECK_OVERDUE,
    AlertKind.FOLLOW_UP_OVERDUE,
    AlertKind.GROUND_JUDGED,
)
SETTLES: Final[Mapping[type[Event], tuple[AlertKind, ...]]] = {
    CaseClosed: OF_AN_OPEN_CASE,
    CorrectionOrdered: (AlertKind.RECHECK_OVERDUE, AlertKind.FOLLOW_UP_OVERDUE),
    ClueTaken: (AlertKind.CLUE_OVERDUE,),
    ReferralAccepted: (AlertKind.REFERRAL_DECLINED,),
    VisitOpened: (AlertKind.VISIT_OVERDUE,),
    VisitPostponed: (AlertKind.VISIT_OVERDUE,),
    VisitUnmet: (AlertKind.VISIT_OVERDUE,),
    VisitConcluded: (AlertKind.VISIT_OVERDUE,),
    VisitWithdrawn: (AlertKind.VISIT_OVERDUE,),
    PatrolConcluded: (AlertKind.PATROL_OVERDUE,),
    DrawHeld: (AlertKind.DRAW_OVERDUE,),
    TaskCompleted: (AlertKind.TASK_OVERDUE,),
    TaskFailed: (AlertKind.TASK_OVERDUE,),
    TaskWithdrawn: (AlertKind.TASK_OVERDUE,),
}
"""The alerts about its own subject that an event settles. A visit that is postponed is not late until its new day."""


LATE: Final[Mapping[type[Event], AlertKind]] = {
    DecisionOverdue: AlertKind.DECISION_OVERDUE,
    PaymentOverdue: AlertKind.PAYMENT_OVERDUE,
    ServiceOverdue: AlertKind.SERVICE_OVERDUE,
    RecheckOverdue: AlertKind.RECHECK_OVERDUE,
    FollowUpOverdue: AlertKind.FOLLOW_UP_OVERDUE,
    ClueOverdue: AlertKind.CLUE_OVERDUE,
    VisitOverdue: AlertKind.VISIT_OVERDUE,
    TermRecheckOverdue: AlertKind.RECHECK_OVERDUE,
    ReferralOverdue: AlertKind.REFERRAL_OVERDUE,
    PatrolOverdue: AlertKind.PATROL_OVERDUE,
    DrawOverdue: AlertKind.DRAW_OVERDUE,
}
LIFTED: Final[Mapping[type[Event], AlertKind]] = {
    PaymentOverdueLifted: AlertKind.PAYMENT_OVERDUE,
    ServiceOverdueLifted: AlertKind.SERVICE_OVERDUE,
    RecheckOverdueLifted: AlertKind.RECHECK_OVERDUE,
    FollowUpOverdueLifted: AlertKind.FOLLOW_UP_OVERDUE,
    ClueOverdueLifted: AlertKind.CLUE_OVERDUE,
    VisitOverdueLifted: AlertKind.VISIT_OVERDUE,
    PatrolOverdueLifted: AlertKind.PATROL_OVERDUE,
    TaskOverdueLifted: AlertKind.TASK_OVERDUE,
}
"""The alerts that are settled as in time."""
LIFTED_OF_A_VISIT: Final[Mapping[type[Event], AlertKind]] = {
    TermRecheckOverdueLifted: AlertKind.RECHECK_OVERDUE,
    ReferralOverdueLifted: AlertKind.REFERRAL_OVERDUE,
}
"""Late re-checks of a visit share one alert, and so do its late referrals: it is settled with the last of them."""

REVIEWED: Final[tuple[type[Event], ...]] = (
    CaseClosed,
    VisitUnmet,
    VisitConcluded,
    VisitWithdrawn,
    TermRechecked,
    InspectorReplaced,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolReferred,
    PatrolOfficerReplaced,
    DrawHeld,
    ClueTaken,
)
"""What ends a file or may come after its end: it is reviewed, as it is when something is decided, sealed, referred,
struck, set aside or forgone."""
