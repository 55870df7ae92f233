"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http import joined, work_router
from chassis.process import Parts
from identity.api import body, certificate, officer, sign_in
from identity.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (body, officer, certificate, sign_in)
    return joined(*(subject.router for subject in subjects), work_router({}))
