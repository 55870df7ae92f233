"""JSON view of a visit, with a Chinese label for every code; personal notes stay in the history."""

from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in, words
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


def visit_view(stored: Stored[Visit]) -> VisitView:
    visit = stored.state
    return VisitView(
        id=stored.id,
        version=stored.version,
        firm=visit.assigned.firm,
        township=visit.assigned.township,
        body=visit.assigned.body,
        officers=visit.officers,
        inspect_until=visit.inspect_until,
        stage=visit.stage,
        late=visit.overdue is not None,
        unconfirmed=tuple(visit.unconfirmed()),
        visit=visit,
        labels=words([visit.stage]) | labels_in(visit),
    )
