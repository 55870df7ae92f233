"""The parts of supervision: what it decides itself, tasks and alerts, and its rows of everything else."""

from dataclasses import dataclass
from typing import Any

from chassis.consuming import CountStore, Rows, RowStore
from chassis.process import Parts
from contracts.origin import Origin
from contracts.supervision import AlertKind
from contracts.values import RestsOn
from supervision.accounts.row import ACCOUNT_ROWS, AccountRow
from supervision.alerts.domain import RaiseAlert
from supervision.alerts.verbs import ALERT, Alerts
from supervision.attempts.row import ATTEMPT_ROWS, AttemptRow
from supervision.attempts.rule_words import RuleWords
from supervision.cases.clue_row import CLUE_ROWS, ClueRow
from supervision.cases.referral_row import REFERRAL_ROWS
from supervision.cases.row import CASE_ROWS, CaseRow
from supervision.counts.queries import Counted
from supervision.judged.row import JUDGED_ROWS, JudgedRow
from supervision.powers.queries import Powers
from supervision.powers.row import POWER_ROWS
from supervision.register.firm_row import FIRM_ROWS
from supervision.register.officer_row import OFFICER_ROWS
from supervision.register.register import Register
from supervision.review.domain.file import FileReviewed
from supervision.review.domain.finding import Finding
from supervision.review.facts import ReviewFacts
from supervision.review.history_row import HISTORY_ROWS
from supervision.review.people_row import GRANT_ROWS, PERSON_ROWS
from supervision.review.reference import load_law, load_sheets
from supervision.review.verbs import REVIEW, Reviews
from supervision.tasks.reference import load_task_terms
from supervision.tasks.row import TASK_ROWS
from supervision.tasks.verbs import TASK, Tasks
from supervision.visits.draw_row import DRAW_ROWS
from supervision.visits.patrol_row import PATROL_ROWS
from supervision.visits.row import VISIT_ROWS, VisitRow

COUNTED_ONLY: tuple[Rows[Any], ...] = (PATROL_ROWS, DRAW_ROWS, REFERRAL_ROWS, TASK_ROWS)


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    register: Register
    cases: RowStore[CaseRow]
    clues: RowStore[ClueRow]
    visits: RowStore[VisitRow]
    attempts: RowStore[AttemptRow]
    accounts: RowStore[AccountRow]
    judged: RowStore[JudgedRow]
    powers: Powers
    alerts: Alerts
    tasks: Tasks
    counts: Counted
    reviews: Reviews

    async def review(self, id: str, who: Origin, *, settled: bool) -> FileReviewed | None:
        """Review a file, and have an alert for each finding; None where nothing was heard of the file.

        `settled` tells that the replicas have heard all there is: then what they do not hold was never there.
        """
        reviewed = await self.reviews.review(id, who, settled=settled)
        if reviewed:
            fact = RestsOn(id=id, sequence=reviewed.sequence)
            await self.alerts.keep(AlertKind.REVIEW_FINDING, fact, alerts_of(reviewed), who)
        return reviewed


def alerts_of(reviewed: FileReviewed) -> list[RaiseAlert]:
    """One alert for each event and rule, however many things are wrong with it."""
    found: dict[tuple[int, str], list[Finding]] = {}
    for finding in reviewed.findings:
        found.setdefault((finding.sequence, finding.rule), []).append(finding)
    return [
        RaiseAlert(
            kind=AlertKind.REVIEW_FINDING,
            subject=reviewed.subject,
            township=reviewed.township,
            until=None,
            fact=RestsOn(id=reviewed.subject, sequence=sequence),
            rule=rule,
            law=findings[0].law,
            what="；".join(finding.what for finding in findings),
        )
        for (sequence, rule), findings in found.items()
    ]


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    clues = parts.rows(CLUE_ROWS)
    cases, attempts, powers = parts.rows(CASE_ROWS), parts.rows(ATTEMPT_ROWS), parts.rows(POWER_ROWS)
    visits = parts.rows(VISIT_ROWS)
    reviews = reviews_of(parts)
    register = Register(parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS))
    parts.sessions(register.officers)
    parts.naming.append(register.names)
    for kind in COUNTED_ONLY:
        parts.rows(kind)
    tasks = Tasks(parts.store(TASK), register, load_task_terms(), parts.row_stores)
    parts.tick(tasks.store, tasks.tick)
    return Service(
        parts=parts,
        register=register,
        cases=cases,
        clues=clues,
        visits=visits,
        attempts=attempts,
        accounts=parts.rows(ACCOUNT_ROWS),
        judged=parts.rows(JUDGED_ROWS),
        powers=Powers(powers, cases),
        alerts=Alerts(parts.store(ALERT), parts.row_stores, reviews.facts.actor_of),
        tasks=tasks,
        counts=Counted(CountStore(parts.documents, parts.row_stores), RuleWords(attempts).of),
        reviews=reviews,
    )


def reviews_of(parts: Parts) -> Reviews:
    facts = ReviewFacts(
        histories=parts.rows(HISTORY_ROWS), people=parts.rows(PERSON_ROWS), grants=parts.rows(GRANT_ROWS)
    )
    law = load_law(calendar=parts.calendar(), sample=parts.settings.sample)
    return Reviews(store=parts.store(REVIEW), facts=facts, law=law, sheets=load_sheets())


async def prepare(service: Service) -> None:
    """Make the indexes of the counts."""
    await service.counts.store.prepare()
