"""Routes, a file per subject."""

from fastapi import APIRouter

from chassis.http import joined, work_router
from chassis.process import Parts
from credit.api import firm, imports
from credit.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (firm, imports)
    return joined(*(subject.router for subject in subjects), work_router({}))
