"""JSON view of a visit, with a Chinese label for every code; personal notes stay in the history."""

from collections.abc import Mapping
from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from inspections.visits.domain.visit import Visit

STAGES = {"assigned": "待批准", "approved": "待检查", "opened": "检查中", "unmet": "未能检查", "concluded": "已结束"}
STEPS: Mapping[str, str] = {
    "approve-visit": "批准检查",
    "open-visit": "入企检查",
    "conclude-visit": "结束检查",
    "recheck-term": "复查整改",
}


class VisitView(View):
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    inspect_until: date
    stage: str
    late: bool
    visit: Visit


def visit_view(stored: Stored[Visit]) -> VisitView:
    visit = stored.state
    return VisitView(
        id=stored.id,
        version=stored.version,
        firm=visit.assigned.firm,
        township=visit.assigned.township,
        body=visit.assigned.body,
        officers=visit.assigned.officers,
        inspect_until=visit.inspect_until,
        stage=visit.stage,
        late=visit.overdue is not None,
        visit=visit,
        labels={visit.stage: STAGES[visit.stage], **labels_in(visit)},
    )
