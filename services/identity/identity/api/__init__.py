"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http.work import work_router
from chassis.parts import Parts
from identity.api import bodies, certificates, officers, sign_in
from identity.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    whole = APIRouter()
    for subject in (bodies, officers, certificates, sign_in):
        whole.include_router(subject.router)
    whole.include_router(work_router({}))
    return whole
