"""Routes, a file per subject. None of them is a command on a case: supervision watches, it alters nothing (X-41)."""

from fastapi import APIRouter

from chassis.http.work import work_router
from chassis.parts import Parts
from supervision.api import alerts, attempts, counts, follow_up, powers_used, tasks
from supervision.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    whole = APIRouter()
    for subject in (follow_up, counts, powers_used, attempts, alerts, tasks):
        whole.include_router(subject.router)
    whole.include_router(work_router({}))
    return whole
