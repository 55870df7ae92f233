"""The routes of all subjects. None of them is a command on a case: supervision watches, it alters nothing (X-41)."""

from functools import partial

from fastapi import APIRouter

from chassis.http import Tell, changes_router, joined, work_router
from chassis.process import Parts
from contracts.labels import words
from supervision.accounts import api as accounts
from supervision.alerts import api as alerts
from supervision.alerts.domain import AlertStep
from supervision.alerts.subjects import AlertSubjects
from supervision.attempts import api as attempts
from supervision.cases import api as cases
from supervision.changes import WATCHED
from supervision.counts import api as counts
from supervision.judged import api as judged
from supervision.powers import api as powers
from supervision.review import api as reviews
from supervision.service import Service
from supervision.tasks import api as tasks
from supervision.tasks.domain import TaskStep
from supervision.tasks.subjects import subjects_of as subjects_of_tasks


def router(service: Service, parts: Parts) -> APIRouter:
    subjects = (cases, counts, powers, judged, attempts, alerts, accounts, tasks, reviews)
    tell: dict[str, Tell] = {
        "alert": AlertSubjects(service.cases, service.tasks.register).of,
        "task": partial(subjects_of_tasks, service.tasks),
    }
    return joined(
        *(subject.router for subject in subjects),
        work_router(words([*AlertStep, *TaskStep]), tell=tell),
        changes_router(parts.watcher(*WATCHED)),
    )
