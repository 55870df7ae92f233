"""Routes, a file per subject of the domain."""

from fastapi import APIRouter

from chassis.http.files import files_router
from chassis.http.work import work_router
from chassis.parts import Parts
from inspections.api import assignments, draws, findings, patrols, visits
from inspections.service import Service
from inspections.view import STEPS


def router(service: Service, parts: Parts) -> APIRouter:
    whole = APIRouter()
    for subject in (draws, visits, findings, patrols, assignments):
        whole.include_router(subject.router)
    whole.include_router(files_router(parts.blobs, parts.links, parts.settings.largest_blob))
    whole.include_router(work_router(STEPS))
    return whole
