"""What supervision knows of everybody else: a row per foreign aggregate, a file per subject."""

from supervision.rows.attempts import ATTEMPT_ROWS, AttemptRow
from supervision.rows.cases import CASE_ROWS, CaseRow
from supervision.rows.clues import CLUE_ROWS, ClueRow
from supervision.rows.draws import DRAW_ROWS, DrawRow
from supervision.rows.firms import FIRM_ROWS, FirmRow
from supervision.rows.officers import OFFICER_ROWS
from supervision.rows.patrols import PATROL_ROWS, PatrolRow
from supervision.rows.powers import POWER_ROWS, PowerRow
from supervision.rows.referrals import REFERRAL_ROWS, ReferralRow
from supervision.rows.tasks import TASK_ROWS, TaskRow
from supervision.rows.visits import VISIT_ROWS, VisitRow

__all__ = [
    "ATTEMPT_ROWS",
    "CASE_ROWS",
    "CLUE_ROWS",
    "DRAW_ROWS",
    "FIRM_ROWS",
    "OFFICER_ROWS",
    "PATROL_ROWS",
    "POWER_ROWS",
    "REFERRAL_ROWS",
    "TASK_ROWS",
    "VISIT_ROWS",
    "AttemptRow",
    "CaseRow",
    "ClueRow",
    "DrawRow",
    "FirmRow",
    "PatrolRow",
    "PowerRow",
    "ReferralRow",
    "TaskRow",
    "VisitRow",
]
