"""Taking evidence (APL 40, 46, 54, 55). There is no command to change or delete it (X-32, APL 47)."""

from pydantic import AwareDatetime

from cases.case.domain.case import Case
from cases.case.domain.command import OfficersCommand
from cases.case.domain.demands import acting_officers, check_come, check_file
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from contracts.cases import CaseEvent, EvidenceKind, EvidenceTaken
from contracts.refusal import Rule, refuse
from contracts.values import CHINA, FileHash, Text

NO_EVIDENCE = Rule("cases/no-evidence", "尚无经确认的证据", law="APL 40, 46", remedy="两名执法人员取证并经确认")


class TakeEvidence(OfficersCommand):
    """`blob` is the hash of the uploaded file."""

    kind: EvidenceKind
    blob: FileHash
    taken_at: AwareDatetime
    description: Text


def evidence_taken(case: Case, today: Today) -> None:
    """Refuse a case without an item of evidence that the second officer confirmed."""
    if not any(case.is_confirmed(item) for item in case.evidence):
        refuse(NO_EVIDENCE)


def take_evidence(case: Case, command: TakeEvidence, facts: Facts) -> list[CaseEvent]:
    """Record an item of evidence that two officers took (APL 42, 54)."""
    facts.require("take-evidence", case)
    officers = acting_officers(command.officers, facts)
    check_file(command.blob, facts)
    check_come(command.taken_at.astimezone(CHINA).date(), facts.today.on)
    return [
        EvidenceTaken(
            act=facts.acting.id,
            kind=command.kind,
            blob=command.blob,
            taken_at=command.taken_at,
            officers=officers,
            description=command.description,
        )
    ]
