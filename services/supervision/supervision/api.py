"""The routes of all subjects. None of them is a command on a case: supervision watches, it alters nothing (X-41)."""

from fastapi import APIRouter

from chassis.http import joined, work_router
from chassis.process import Parts
from supervision.accounts import api as accounts
from supervision.alerts import api as alerts
from supervision.attempts import api as attempts
from supervision.cases import api as cases
from supervision.counts import api as counts
from supervision.powers import api as powers
from supervision.review import api as reviews
from supervision.service import Service
from supervision.tasks import api as tasks


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (cases, counts, powers, attempts, alerts, accounts, tasks, reviews)
    return joined(*(subject.router for subject in subjects), work_router({}))
