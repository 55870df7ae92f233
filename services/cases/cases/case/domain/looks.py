"""Looks whether an order was fulfilled, and what follows one that found it not (复查; APL 28(1)), by their own days."""

from datetime import date

from cases.case.domain.case import Case
from contracts.cases import CorrectionRechecked, FollowUpOverdue, RecheckOverdue


def found_unfulfilled(case: Case) -> CorrectionRechecked | None:
    """The newest look, if it found the order not fulfilled and nothing followed it."""
    newest = case.newest_look
    if newest is None or newest.fulfilled:
        return None
    return None if any(day >= newest.rechecked_on for day in case.answered_on) else newest


def looked_in_time(case: Case, late: RecheckOverdue) -> bool:
    """True if a look that counts is of a day on which it was not late."""
    return any(case.is_confirmed(one) and one.rechecked_on <= late.until for one in case.rechecks)


def follows_in_time(case: Case, late: FollowUpOverdue, *days: date) -> bool:
    """True if something followed the look in time: what the case knows, a newer look, or something of the days."""
    acts = [one.act for one in case.rechecks]
    if late.act not in acts:
        return False
    place = acts.index(late.act)
    look = case.rechecks[place]
    newer = (
        one.rechecked_on
        for number, one in enumerate(case.rechecks)
        if case.is_confirmed(one) and (one.rechecked_on, number) > (look.rechecked_on, place)
    )
    return any(look.rechecked_on <= day <= late.until for day in (*days, *case.answered_on, *newer))
