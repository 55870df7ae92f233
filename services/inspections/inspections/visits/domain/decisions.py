"""Every decision on a visit by its step, with the command that it is given."""

from typing import Final

from contracts.judging import by_step
from inspections.visits.domain import answering, assigning, confirming, finding, referring, visiting

DECISIONS: Final = by_step(
    assigning.approve_visit,
    assigning.replace_inspector,
    confirming.confirm_visit_act,
    visiting.open_visit,
    visiting.mark_unmet,
    visiting.postpone_visit,
    visiting.conclude_visit,
    answering.answer_item,
    answering.answer_items,
    finding.rectify_on_site,
    finding.set_correction_term,
    finding.recheck_term,
    referring.refer_violation,
    referring.forgo_referral,
    confirm_visit_act="act",
)
