"""All routes of the service."""

from functools import partial

from fastapi import APIRouter

from chassis.http import Tell, batch_router, changes_router, files_router, joined, work_router
from chassis.process import Parts
from contracts.labels import words
from contracts.values import Role
from inspections.assignments import api as assignments
from inspections.assignments.domain import AssignmentStep
from inspections.assignments.subjects import subjects_of as subjects_of_assignments
from inspections.changes import WATCHED
from inspections.draws import api as draws
from inspections.draws.domain.waiting import DrawStep
from inspections.draws.subjects import subjects_of as subjects_of_draws
from inspections.items import api as items
from inspections.patrols import api as patrols
from inspections.patrols.domain.patrol import PatrolStep
from inspections.patrols.subjects import subjects_of as subjects_of_patrols
from inspections.service import Service
from inspections.visits import api as visits
from inspections.visits.domain.waiting import VisitStep
from inspections.visits.subjects import subjects_of as subjects_of_visits

APPROVALS = frozenset({"approve-visit", "postpone-visit", "forgo-referral"})
CONFIRMATIONS = frozenset({"confirm-visit-act", "confirm-finding"})
"""Steps that may be given several at once, by the head and by officers."""

STEPS = words([*DrawStep, *VisitStep, *PatrolStep, *AssignmentStep])


def router(service: Service, parts: Parts) -> APIRouter:
    tell: dict[str, Tell] = {
        "draw": partial(subjects_of_draws, service.draws),
        "visit": partial(subjects_of_visits, service.visits),
        "patrol": subjects_of_patrols,
        "assignment": subjects_of_assignments,
    }
    subjects = (draws, visits, patrols, assignments, items)
    return joined(
        *(subject.router for subject in subjects),
        draws.public,
        files_router(parts.files(), service.names_file),
        batch_router("/approvals", "一次办理多项审批", APPROVALS, Role.HEAD),
        batch_router("/confirmations", "一次确认多项检查", CONFIRMATIONS, Role.OFFICER, Role.CAPTAIN),
        work_router(STEPS, tell=tell),
        changes_router(parts.watcher(*WATCHED)),
    )
