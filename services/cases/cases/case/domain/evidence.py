"""Taking evidence (APL 40, 46, 54, 55). There is no command to change or delete it (X-32, APL 47)."""

from pydantic import AwareDatetime

from cases.case.domain.act import OfficersCommand, acting
from cases.case.domain.case import Case
from cases.case.domain.filing import FUTURE
from cases.case.domain.procedure import Facts
from contracts.cases import CaseEvent, EvidenceKind, EvidenceTaken
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, Sha256, Text

NO_EVIDENCE = Rule("cases/no-evidence", "尚无经确认的证据", law="APL 40, 46", remedy="两名执法人员取证并经确认")
NO_FILE = Rule("cases/no-such-file", "没有指纹为 {sha256} 的文件", category=Category.MALFORMED, remedy="请先上传文件")


class TakeEvidence(OfficersCommand):
    """`blob` is the hash of the uploaded file."""

    kind: EvidenceKind
    blob: Sha256
    taken_at: AwareDatetime
    description: Text


def evidence_taken(case: Case, facts: Facts) -> None:
    """At least one item that the second officer confirmed."""
    if not any(case.is_confirmed(item) for item in case.evidence):
        refuse(NO_EVIDENCE)


def check_file(sha256: Sha256, facts: Facts) -> None:
    if sha256 not in facts.files:
        refuse(NO_FILE, sha256=sha256)


def take_evidence(case: Case, command: TakeEvidence, facts: Facts) -> list[CaseEvent]:
    """Two officers take an item of evidence (APL 42, 54)."""
    facts.require("take-evidence", case)
    officers = acting(command.officers, facts)
    check_file(command.blob, facts)
    if (day := command.taken_at.astimezone(CHINA).date()) > facts.on:
        refuse(FUTURE, on=day)
    return [
        EvidenceTaken(
            act=facts.id,
            kind=command.kind,
            blob=command.blob,
            taken_at=command.taken_at,
            officers=officers,
            description=command.description,
        )
    ]
