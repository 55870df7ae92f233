"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http import joined, work_router
from chassis.process import Parts
from identity.bodies import api as bodies
from identity.officers.api import certificate, me, officer
from identity.service import Service
from identity.showing import api as showing
from identity.sign_in.api import device, login, signing_in


def router(service: Service, parts: Parts) -> APIRouter:
    """The routes of all subjects, and `GET /work`."""
    subjects = (bodies, officer, certificate, signing_in, login, device, me, showing)
    return joined(*(subject.router for subject in subjects), work_router({}))
