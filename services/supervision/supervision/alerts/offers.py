"""The step of an alert with its form: the supervisor looks at what was done."""

from typing import Final

from contracts.refusal import Category
from contracts.steps import Form, Offer, refusals
from supervision.alerts.domain import Alert, ReviewAlert, ReviewFacts, review_alert

TOLD: Final = ReviewAlert(remark="已核查")


def offers(alert: Alert, facts: ReviewFacts) -> list[Offer]:
    """Return the step as long as the alert is open; whose own act it is about may not take it, others may."""
    if alert.settled:
        return []
    refused = refusals(review_alert, alert, TOLD, facts)
    may = not any(one.rule.category is Category.NOT_ALLOWED for one in refused)
    return [Offer(name="review-alert", may=may, form=Form(missing=refused if may else ()), law="APL 75")]
