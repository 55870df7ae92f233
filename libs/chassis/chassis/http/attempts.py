"""Refused attempts of signed-in people become facts, each an aggregate of one event (docs/decisions/0003)."""

import hashlib
from dataclasses import dataclass

import structlog
from fastapi import Request

from chassis.documents import StoreUnreachable
from chassis.store import Aggregate, Store, no_facts
from contracts.attempts import AttemptRefused
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule

log = structlog.get_logger()

COUNTED = (Category.UNLAWFUL, Category.NOT_ALLOWED, Category.NOT_SIGNED_IN, Category.TOO_OFTEN)
"""Rules whose refusals count as attempts of people who are signed in: they may still give a wrong password."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    refused: AttemptRefused


ATTEMPT = Aggregate(kind="refusal", state=Attempt, event=AttemptRefused, evolve=Landing(Attempt))


def refuse_attempt(command: AttemptRefused, facts: None) -> list[AttemptRefused]:
    """Record the fact, which is the command itself."""
    return [command]


async def record_attempt(request: Request, rule: Rule) -> None:
    """Record the attempt, once per cause and request: a person who repeats the key is not counted twice."""
    who: Origin | None = getattr(request.state, "origin", None)
    if who is None or not who.cause or who.dry_run or rule.category not in COUNTED:
        return
    attempts: Store[Attempt, AttemptRefused] = request.app.state.attempts
    identity = hashlib.sha256(f"{who.cause}/{who.request}".encode()).hexdigest()[:32]
    fact = AttemptRefused(
        service=request.app.state.service_name,
        command=request.scope["route"].name.replace("_", "-"),
        subject=next(iter(request.path_params.values()), ""),
        rule=rule.code,
        law=rule.law,
        refused_on=who.on,
        command_label=request.scope["route"].summary or "",
        rule_label=rule.label,
    )
    try:
        await attempts.create(f"refusal-{identity}", refuse_attempt, fact, who, no_facts)
    except (Refusal, StoreUnreachable) as error:
        log.warning("a refused attempt was not recorded", error=type(error).__name__)
