"""How far a case has come, in one word; supervision tells the same of what it hears."""

from cases.domain.case import Case
from contracts.stages import Stage


def stage(case: Case) -> Stage:
    """The furthest; an act counts from when it was recorded, confirmed or not."""
    if case.ended:
        return Stage.WITHDRAWN if case.withdrawn else Stage.CLOSED
    return after_decision(case) if case.decided else before_decision(case)


def after_decision(case: Case) -> Stage:
    """Paid is what was served and paid in full; a decision without a fine is never paid."""
    if case.served:
        return Stage.PAID if case.payments and case.fine_open <= 0 else Stage.SERVED
    return Stage.DECIDED if case.penalty else Stage.NOT_PUNISHED


def before_decision(case: Case) -> Stage:
    if case.notice:
        return Stage.DEFENDED if case.defence or case.waiver else Stage.NOTICED
    return Stage.INVESTIGATED if case.evidence else Stage.FILED
