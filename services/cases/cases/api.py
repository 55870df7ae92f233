"""Routes, a file per subject of the domain."""

from functools import partial

from fastapi import APIRouter

from cases.case.api import (
    act,
    circumstance,
    correction,
    decision,
    enforcement,
    evidence,
    facts,
    filing,
    notice,
    party,
    performance,
    recusal,
    replacement,
    same_act,
)
from cases.case.subjects import subjects_of as subjects_of_cases
from cases.changes import WATCHED
from cases.clues import api as clues
from cases.clues.domain import ClueStep
from cases.clues.subjects import subjects_of as subjects_of_clues
from cases.powers import api as powers
from cases.service import Service
from chassis.http import batch_router, changes_router, files_router, joined, work_router
from chassis.process import Parts
from contracts.labels import words
from contracts.values import Role

APPROVALS = frozenset(
    {
        "approve-filing",
        "return-filing",
        "decide-recusal",
        "decide-penalty",
        "decide-no-penalty",
        "withdraw-case",
        "close-case",
    }
)
CONFIRMATIONS = frozenset({"confirm-act"})
"""Steps that may be given several at once, by the head and by officers."""

BY_CALENDAR = frozenset({"record-payment"})
"""Steps whose last day is computed by working days and days off."""


def router(service: Service, parts: Parts) -> APIRouter:
    """The routes of all subjects, `GET /work` and the files."""
    labels = {name: step.label for name, step in service.cases.facts.law.procedure.steps.items()}
    tell = {
        "case": partial(subjects_of_cases, service.cases),
        "clue": partial(subjects_of_clues, service.clues),
    }
    before = (filing, facts, party, same_act, act, recusal, replacement, evidence, circumstance, correction, notice)
    return joined(
        *(subject.router for subject in (*before, decision, performance, enforcement, clues, powers)),
        batch_router("/approvals", "一次办理多项审批", APPROVALS, Role.HEAD),
        batch_router("/confirmations", "一次确认多项执法活动", CONFIRMATIONS, Role.OFFICER, Role.CAPTAIN),
        work_router(labels | words(ClueStep), BY_CALENDAR, tell),
        files_router(parts.files(), service.cases.names_file),
        changes_router(parts.watcher(*WATCHED)),
    )
