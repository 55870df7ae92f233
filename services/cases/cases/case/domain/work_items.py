"""Work items of a case: who is to take which step, until when (docs/decisions/0023).

They do not depend on the day.
"""

from datetime import date

from cases.case.domain.case import Act, Case
from contracts.values import Role
from contracts.work_items import WorkItem, post


def work_items(case: Case) -> list[WorkItem]:
    if case.ended:
        return []
    waiting = [*filings(case), *recusals(case), *confirmations(case)]
    return [*waiting, *(after_decision(case) if case.decided else before_decision(case))]


def filings(case: Case) -> list[WorkItem]:
    """Return the work item of a filing that was not approved: the head's, or its officers' while it is returned."""
    if case.filing_returned:
        return officers(case, "hand-in-filing", term(case))
    return [head(case, "approve-filing", term(case))] if case.awaits_approval else []


def recusals(case: Case) -> list[WorkItem]:
    """Return a work item for the head of each recusal that waits."""
    who, until = post(Role.HEAD, case.filed.body), term(case)
    return [WorkItem(who=who, what="decide-recusal", until=until, act=one.recusal) for one in case.recusals_pending]


def confirmations(case: Case) -> list[WorkItem]:
    """One work item for each other officer of an act that is not confirmed yet."""
    return [
        WorkItem(who=officer, what="confirm-act", until=term(case), act=act.act)
        for act in case.unconfirmed
        for officer in act.officers[1:]
    ]


def term(case: Case) -> date | None:
    return None if case.decided else case.filed.decide_until


def before_decision(case: Case) -> list[WorkItem]:
    if not case.party:
        return officers(case, "identify-party", term(case))
    if not any(waits(case, item) or case.is_confirmed(item) for item in case.evidence):
        return officers(case, "take-evidence", term(case))
    open_order = recheck(case)
    if confirmed(case, case.notice):
        return [*open_order, head(case, "decide-penalty", term(case))]
    if waits(case, case.notice) or not any(case.is_confirmed(item) for item in case.evidence):
        return open_order  # the second officer's confirmation comes first
    if not (confirmed(case, case.order) or confirmed(case, case.forgone)):
        asked = waits(case, case.order) or waits(case, case.forgone)
        return [] if asked else officers(case, "order-correction", term(case))
    return open_order if case.awaits_approval else [*open_order, *officers(case, "serve-prior-notice", term(case))]


def after_decision(case: Case) -> list[WorkItem]:
    open_order = recheck(case)
    if waits(case, case.served):
        return open_order
    if not case.party_is_gone and not confirmed(case, case.served):
        return [*open_order, *officers(case, "serve-decision", None)]
    if case.fine_open and not case.enforcement_ended:
        until = case.told_terms.pay_until if case.told_terms else None
        return [*open_order, *officers(case, "record-payment", until)]
    return open_order or [head(case, "close-case", None)]


def recheck(case: Case) -> list[WorkItem]:
    """The re-check of an order; `until` is the last day of the order's term."""
    if not case.order or not confirmed(case, case.order) or not case.order_open or case.enforcement_ended:
        return []
    if any(waits(case, recheck) for recheck in case.rechecks):
        return []
    return officers(case, "recheck-correction", case.order.until)


def waits(case: Case, act: Act | None) -> bool:
    """Tell whether an act waits for its second officer."""
    return act in case.unconfirmed


def confirmed(case: Case, act: Act | None) -> bool:
    return act is not None and case.is_confirmed(act)


def officers(case: Case, what: str, until: date | None) -> list[WorkItem]:
    return [WorkItem(who=officer, what=what, until=until) for officer in case.officers]


def head(case: Case, what: str, until: date | None) -> WorkItem:
    return WorkItem(who=post(Role.HEAD, case.filed.body), what=what, until=until)
