"""What callers see; labels stand beside every code, personal notes do not leave the history."""

from collections.abc import Mapping
from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.inspections import DrawnFirm
from contracts.labels import labels_in
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from inspections.domain.assignment import Assignment
from inspections.domain.draw import Draw
from inspections.domain.patrol import Patrol
from inspections.domain.visit import Visit

STAGES = {"assigned": "待批准", "approved": "待检查", "opened": "检查中", "unmet": "未能检查", "concluded": "已结束"}
STEPS: Mapping[str, str] = {
    "approve-visit": "批准检查",
    "open-visit": "入企检查",
    "conclude-visit": "结束检查",
    "recheck-term": "复查整改",
    "patrol": "巡查",
    "complete-assignment": "办理交办任务",
}


class DrawView(View):
    """`pool` and `record` are hashes of files that can be downloaded and verified."""

    pool: str
    firms: int
    excluded: int
    wanted: int
    item_lists: tuple[str, ...]
    sealed_on: date
    inspect_until: date
    held_on: date | None
    seed: str | None
    seed_source: str | None
    record: str | None
    drawn: tuple[DrawnFirm, ...]


class VisitView(View):
    firm: SocialCreditCode
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    inspect_until: date
    stage: str
    late: bool
    visit: Visit


class PatrolView(View):
    patrol: Patrol


class AssignmentView(View):
    assignment: Assignment


def draw_view(stored: Stored[Draw]) -> DrawView:
    sealed, held = stored.state.sealed, stored.state.held
    return DrawView(
        id=stored.id,
        version=stored.version,
        pool=sealed.pool,
        firms=sealed.firms,
        excluded=sealed.excluded,
        wanted=sealed.wanted,
        item_lists=sealed.item_lists,
        sealed_on=sealed.sealed_on,
        inspect_until=sealed.inspect_until,
        held_on=held.held_on if held else None,
        seed=held.seed if held else None,
        seed_source=held.seed_source if held else None,
        record=held.record if held else None,
        drawn=held.drawn if held else (),
        labels=labels_in(held),
    )


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


def patrol_view(stored: Stored[Patrol]) -> PatrolView:
    return PatrolView(id=stored.id, version=stored.version, patrol=stored.state, labels=labels_in(stored.state))


def assignment_view(stored: Stored[Assignment]) -> AssignmentView:
    state = stored.state
    return AssignmentView(id=stored.id, version=stored.version, assignment=state, labels=labels_in(state))
