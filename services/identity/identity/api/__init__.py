"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http.routing import joined
from chassis.http.work import work_router
from chassis.parts import Parts
from identity.api import body, certificate, officer, sign_in
from identity.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (body, officer, certificate, sign_in)
    return joined(*(subject.router for subject in subjects), work_router({}))
