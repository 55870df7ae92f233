"""Taking evidence (APL 40, 46, 54, 55). There is no command to change or delete it (X-32, APL 47)."""

from cases.case.domain.case import Case
from cases.case.domain.command import LookingCommand, OfficersCommand
from cases.case.domain.demands import acting_officers, check_file, check_no_paperwork, check_officers_on, looks_of
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.days.domain import FACT_DAY
from contracts.cases import CaseEvent, EvidenceKind, EvidenceTaken
from contracts.refusal import Category, Rule, refuse
from contracts.shot import GivenShot, published_shot
from contracts.values import CHINA, FileHash, Moment, Text

LATER_TODAY = Rule(
    "cases/evidence-ahead",
    "取证时间晚于现在",
    law="APL 46, 47",
    category=Category.MALFORMED,
    remedy="请核对时间和设备时钟",
)
BEFORE_THE_ACT = Rule(
    "cases/evidence-before-act",
    "此类证据的取证日期早于违法行为发生日 {act_on}",
    law="APL 40, 46",
    remedy="形成在先的材料，请按书证、物证、视听资料或者电子数据登记",
)
LOOKED_AT = Rule(
    "cases/evidence-of-recheck",
    "该照片是复查的照片，不能再登记为违法事实的证据",
    law="APL 46",
    remedy="复查本身即可作为情节的依据；请另行取证",
)
NO_EVIDENCE = Rule("cases/no-evidence", "尚无经确认的证据", law="APL 40, 46", remedy="两名执法人员取证并经确认")
ONLY_OLDER = Rule(
    "cases/only-older-evidence",
    "经确认的证据都形成于违法行为发生日 {act_on} 之前，不能证明该行为",
    law="APL 40, 46",
    remedy="请就违法行为本身取证",
)

OLDER_KINDS = frozenset(
    {EvidenceKind.DOCUMENTARY, EvidenceKind.PHYSICAL, EvidenceKind.AUDIO_VISUAL, EvidenceKind.ELECTRONIC}
)
"""What may have been there before the act; a record, a statement or an opinion is made about it."""


class TakeEvidence(LookingCommand, OfficersCommand):
    """`blob` is the hash of the uploaded file."""

    kind: EvidenceKind
    blob: FileHash
    taken_at: Moment
    description: Text
    blob_shot: GivenShot | None = None


def evidence_taken(case: Case, today: Today) -> None:
    """Refuse a case without an item of evidence that the second officer confirmed, or with none as new as the act."""
    days = [item.taken_at.astimezone(CHINA).date() for item in case.evidence if case.is_confirmed(item)]
    if not days:
        refuse(NO_EVIDENCE)
    elif max(days) < case.filed.act_on:
        refuse(ONLY_OLDER, act_on=case.filed.act_on)


def take_evidence(case: Case, command: TakeEvidence, facts: Facts) -> list[CaseEvent]:
    """Record an item of evidence that two officers took (APL 42, 54)."""
    facts.require("take-evidence", case)
    officers = acting_officers(case, command.officers, facts)
    check_file(command.blob, facts)
    check_no_paperwork(case, command.blob)
    if command.blob in looks_of(case):
        refuse(LOOKED_AT)
    check_moment(case, command, facts)
    return [
        EvidenceTaken(
            act=facts.acting.id,
            kind=command.kind,
            blob=command.blob,
            taken_at=command.taken_at,
            officers=officers,
            description=command.description,
            blob_shot=published_shot(command.blob_shot),
        )
    ]


def check_moment(case: Case, command: TakeEvidence, facts: Facts) -> None:
    """Refuse a moment ahead, one before the act for what is made about it, and officers not certified on that day.

    What may have been there before, up to the day of the act, came into being without officers.
    """
    day = command.taken_at.astimezone(CHINA).date()
    FACT_DAY.of(day, facts.today.recorded_on, since=None)
    if command.taken_at > facts.at:
        refuse(LATER_TODAY)
    if command.kind in OLDER_KINDS and day <= case.filed.act_on:
        return
    if day < case.filed.act_on:
        refuse(BEFORE_THE_ACT, act_on=case.filed.act_on)
    check_officers_on(day, command.officers, facts)
