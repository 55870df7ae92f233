from datetime import date

from contracts.inspections.event import PatrolEvent
from contracts.inspections.replacement import ReplacementGround
from contracts.personal import Personal
from contracts.shot import Shot
from contracts.values import BodyCode, CertificateNumber, FileHash, PowerCode, TownshipCode


class PatrolAssigned(PatrolEvent, type="inspections.patrol-assigned.v1", word="派出巡查"):
    """The captain sent officers on patrol (巡查任务)."""

    body: BodyCode
    township: TownshipCode
    officers: tuple[CertificateNumber, ...]
    route: str
    patrol_on: date


class PatrolOfficerReplaced(PatrolEvent, type="inspections.patrol-officer-replaced.v1", word="更换巡查人员"):
    """The head sent another officer on the patrol, who did not see the `findings` recorded so far (X-02, X-03)."""

    replaced: CertificateNumber
    by: CertificateNumber
    replaced_on: date
    ground: ReplacementGround
    findings: int
    reason: Personal[str]


class PatrolFound(PatrolEvent, type="inspections.patrol-found.v1", word="巡查发现"):
    """Something was seen on patrol: a place and a picture, no firm needed.

    `found_on` is the day on which it was seen, `recorded_on` the day on which it was recorded.
    """

    finding: str
    place: str
    picture: FileHash
    found_on: date
    recorded_on: date | None = None
    description: Personal[str]
    officer: CertificateNumber | None = None
    picture_shot: Shot | None = None


class PatrolFindingConfirmed(
    PatrolEvent, type="inspections.patrol-finding-confirmed.v1", word="第二名执法人员确认巡查发现"
):
    """The other officer of the patrol confirmed what was seen, from a session of their own (APL 42)."""

    finding: str
    certificate: CertificateNumber
    confirmed_on: date


class PatrolReferred(PatrolEvent, type="inspections.patrol-referred.v1", word="巡查移交违法线索"):
    """A finding of a patrol became a matter for a case."""

    finding: str
    power: PowerCode
    body: BodyCode
    township: TownshipCode
    found_on: date
    place: str
    officers: tuple[CertificateNumber, ...]
    confirmed_by: CertificateNumber | None = None


class PatrolFindingSetAside(PatrolEvent, type="inspections.patrol-finding-set-aside.v1", word="巡查发现不予移送"):
    """The finding did not meet the filing standard, or is about the same act as another one: `same_as` (APL 54).

    `joined` are those that were joined to it before, and come to nothing with it.
    """

    finding: str
    set_aside_on: date
    township: TownshipCode
    reasons: Personal[str]
    same_as: str | None = None
    officer: CertificateNumber | None = None
    joined: tuple[str, ...] = ()


class PatrolConcluded(PatrolEvent, type="inspections.patrol-concluded.v1", word="完成巡查"):
    """The patrol ended; `recorded_on` may be later than its day."""

    concluded_on: date
    findings: int
    recorded_on: date | None = None


class PatrolOverdue(PatrolEvent, type="inspections.patrol-overdue.v1", word="逾期未完成巡查"):
    """The day of the patrol passed and nobody concluded it."""

    until: date
    noticed_on: date
    township: TownshipCode


class PatrolOverdueLifted(PatrolEvent, type="inspections.patrol-overdue-lifted.v1", word="撤销逾期未完成巡查的标记"):
    """A late patrol proved to have been concluded in time, by what became known afterwards."""

    until: date
    lifted_on: date
