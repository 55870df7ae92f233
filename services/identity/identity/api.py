"""Routes, a file per subject."""

from functools import partial

from fastapi import APIRouter

from chassis.http import changes_router, files_router, joined, work_router
from chassis.process import Parts
from contracts.labels import words
from identity.bodies import api as bodies
from identity.changes import WATCHED
from identity.officers.api import certificate, me, officer
from identity.officers.domain.waiting import AccountStep
from identity.officers.subjects import subjects_of
from identity.service import Service
from identity.showing import api as showing
from identity.sign_in.api import device, login, signing_in


def router(service: Service, parts: Parts) -> APIRouter:
    """The routes of all subjects, and `GET /work`."""
    subjects = (bodies, officer, certificate, signing_in, login, device, me, showing)
    tell = {"officer": partial(subjects_of, service.officers)}
    return joined(
        *(subject.router for subject in subjects),
        files_router(service.pictures, service.officers.names_file),
        work_router(words(AccountStep), tell=tell),
        changes_router(parts.watcher(*WATCHED)),
    )
