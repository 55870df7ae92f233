"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http import changes_router, joined, work_router
from chassis.process import Parts
from credit.changes import WATCHED
from credit.firms import api as firms
from credit.imports import api as imports
from credit.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    """The routes of all subjects, and `GET /work`."""
    return joined(firms.router, imports.router, work_router({}), changes_router(parts.watcher(*WATCHED)))
