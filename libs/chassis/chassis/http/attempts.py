"""Refused attempts of signed-in people become facts, each an aggregate of one event (docs/decisions/0003)."""

import hashlib
import re
from dataclasses import dataclass, replace

import structlog
from fastapi import Request

from chassis.documents import StoreUnreachable
from chassis.http.quota import Quota
from chassis.store import Aggregate, Store, no_facts
from contracts.attempts import AttemptRefused
from contracts.folding import Landing
from contracts.judged import Judged
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule
from contracts.texts import public

log = structlog.get_logger()

COUNTED = (Category.UNLAWFUL, Category.NOT_ALLOWED, Category.NOT_SIGNED_IN, Category.TOO_OFTEN)
"""Rules whose refusals count as attempts of people who are signed in: they may still give a wrong password."""

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SUBJECT = re.compile(
    rf"(?:[a-z]{{1,12}}-){{1,6}}{UUID.pattern}(?:-[0-9A-Z]{{18}})?(?:-[a-z]{{1,12}}-[0-9]{{2}})?|[A-Z]{{2}}-[0-9]{{2}}"
)
"""Ids as the platform makes them, of aggregates and of what is found in them, and codes of powers: nothing else of a
path is kept for ever."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    refused: AttemptRefused


ATTEMPT = Aggregate(kind="refusal", state=Attempt, event=AttemptRefused, evolve=Landing(Attempt))


def refuse_attempt(command: AttemptRefused, facts: None) -> list[AttemptRefused]:
    """Record the fact, which is the command itself."""
    return [command]


def subject_of(request: Request) -> str:
    """Return the id of the aggregate in the path; nothing if what stands there is no id, or tells who somebody is."""
    given = next(iter(request.path_params.values()), "")
    if not SUBJECT.fullmatch(given):
        return ""
    try:
        public(UUID.sub("", given))
    except ValueError:
        return ""
    return str(given)


async def record_attempt(request: Request, rule: Rule, judged: Judged | None) -> None:
    """Record the attempt, once per cause and request: a person who repeats the key is not counted twice.

    Refuses TOO_OFTEN, and records nothing, where the person was refused too often: what is recorded stays for ever.
    """
    who: Origin | None = getattr(request.state, "origin", None)
    if who is None or not who.cause or who.dry_run or rule.category not in COUNTED:
        return
    quota: Quota = request.app.state.refusals
    try:
        await quota.count(who)
    except StoreUnreachable as error:
        log.warning("a refused attempt was not counted", error=type(error).__name__)
    attempts: Store[Attempt, AttemptRefused] = request.app.state.attempts
    identity = hashlib.sha256(f"{who.cause}/{who.request}".encode()).hexdigest()[:32]
    fact = AttemptRefused(
        service=request.app.state.service_name,
        command=request.scope["route"].name.replace("_", "-"),
        subject=subject_of(request),
        rule=rule.code,
        law=rule.law,
        refused_on=who.on,
        command_label=request.scope["route"].summary or "",
        rule_label=rule.label,
        judged=judged,
    )
    try:
        # The version that the caller expects is that of what was asked to change, not of the record.
        await attempts.create(f"refusal-{identity}", refuse_attempt, fact, replace(who, expected=None), no_facts)
    except (Refusal, StoreUnreachable) as error:
        log.warning("a refused attempt was not recorded", error=type(error).__name__)
