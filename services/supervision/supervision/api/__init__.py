"""Routes, a file per subject. None of them is a command on a case: supervision watches, it alters nothing (X-41)."""

from fastapi import APIRouter

from chassis.http import joined, work_router
from chassis.process import Parts
from supervision.api import alert, attempts, counts, follow_up, powers_used, task
from supervision.service import Service


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (follow_up, counts, powers_used, attempts, alert, task)
    return joined(*(subject.router for subject in subjects), work_router({}))
