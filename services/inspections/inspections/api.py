"""All routes of the service."""

from fastapi import APIRouter

from chassis.http import files_router, joined, work_router
from chassis.process import Parts
from inspections.assignments import api as assignments
from inspections.assignments import view as assignment_view
from inspections.draws import api as draws
from inspections.items import api as items
from inspections.patrols import api as patrols
from inspections.patrols import view as patrol_view
from inspections.service import Service
from inspections.visits import api as visits
from inspections.visits import view as visit_view

STEPS = {**visit_view.STEPS, **patrol_view.STEPS, **assignment_view.STEPS}


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (draws, visits, patrols, assignments, items)
    return joined(
        *(subject.router for subject in subjects),
        files_router(parts.blobs, parts.links, parts.settings.largest_blob),
        work_router(STEPS),
    )
