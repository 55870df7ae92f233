"""Routes, a file per subject of the domain."""

from fastapi import APIRouter

from chassis.http import files_router, joined, work_router
from chassis.process import Parts
from inspections.api import assignment, draw, finding, patrol, visit
from inspections.service import Service
from inspections.view import STEPS


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (draw, visit, finding, patrol, assignment)
    return joined(
        *(subject.router for subject in subjects),
        files_router(parts.blobs, parts.links, parts.settings.largest_blob),
        work_router(STEPS),
    )
