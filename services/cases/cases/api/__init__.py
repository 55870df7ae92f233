"""Routes, a file per subject of the domain."""

from fastapi import APIRouter

from cases.api import act, clue, correction, decision, evidence, filing, notice, performance, power_list
from cases.service import Service
from chassis.http.files import files_router
from chassis.http.work import work_router
from chassis.parts import Parts

CHECK_CLUE = {"check-clue": "核查线索"}


def router(service: Service, parts: Parts) -> APIRouter:
    whole = APIRouter()
    for subject in (filing, act, evidence, correction, notice, decision, performance, clue, power_list):
        whole.include_router(subject.router)
    labels = {name: step.label for name, step in service.gathering.procedure.steps.items()}
    whole.include_router(work_router(labels | CHECK_CLUE))
    whole.include_router(files_router(parts.blobs, parts.links, parts.settings.largest_blob))
    return whole
