"""JSON view of a visit, with a Chinese label for every code; personal notes stay in the history."""

from datetime import date
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.labels import labels_in, words
from contracts.steps import NextStep
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from inspections.visits.domain.visit import Visit, VisitStage


class VisitView(View):
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    inspect_until: date
    stage: VisitStage
    late: bool
    unconfirmed: tuple[str, ...]
    visit: Visit


class VisitPage(VisitView):
    """The visit, and every step with its form."""

    next_steps: list[NextStep]


def visit_view(stored: Stored[Visit]) -> VisitView:
    shown = fields(stored)
    return VisitView(**shown, labels=labels_of(stored.state))


def visit_page_of(stored: Stored[Visit], steps: list[NextStep]) -> VisitPage:
    return VisitPage(**fields(stored), labels=labels_of(stored.state) | words_of(steps), next_steps=steps)


def labels_of(visit: Visit) -> dict[str, str]:
    return words([visit.stage]) | labels_in(visit)


def fields(stored: Stored[Visit]) -> dict[str, Any]:
    """Return what lists and pages alike show of a visit."""
    visit = stored.state
    return {
        "id": stored.id,
        "version": stored.version,
        "firm": visit.assigned.firm,
        "township": visit.assigned.township,
        "body": visit.assigned.body,
        "officers": visit.officers,
        "inspect_until": visit.inspect_until,
        "stage": visit.stage,
        "late": visit.overdue is not None,
        "unconfirmed": tuple(visit.unconfirmed()),
        "visit": visit,
    }
