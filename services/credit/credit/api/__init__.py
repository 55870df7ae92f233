"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http.work import work_router
from chassis.parts import Parts
from credit.api import firms, imports
from credit.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    whole = APIRouter()
    for subject in (firms, imports):
        whole.include_router(subject.router)
    whole.include_router(work_router({}))
    return whole
