"""Evidence is taken by two, names a file that is there, and is never changed (X-32)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from cases.case.domain import demands, evidence
from cases.days.domain import FUTURE
from cases.officers.domain import NOT_CERTIFIED
from chassis.testing import jpeg
from contracts.cases import EvidenceKind
from contracts.refusal import Refusal, Rule


def item(**changes: Any) -> evidence.TakeEvidence:
    usual: dict[str, Any] = {
        "kind": EvidenceKind.PHYSICAL,
        "blob": "a" * 64,
        "taken_at": datetime(2026, 9, 1, 3, tzinfo=UTC),
        "description": "打火机",
        "officers": ("HB-1001", "HB-1002"),
    }
    return evidence.TakeEvidence(**(usual | changes))


def refused(course: Any, command: evidence.TakeEvidence, **facts: Any) -> Rule:
    with pytest.raises(Refusal) as refusal:
        course.do(evidence.take_evidence, command, **facts)
    return refusal.value.rule


def test_items_add_up(course: Any) -> None:
    course.file().do(evidence.take_evidence, item()).do(evidence.take_evidence, item())
    assert len({piece.act for piece in course.case.evidence}) == 2


def test_the_file_must_be_there(course: Any) -> None:
    assert refused(course.file(), item(blob="f" * 64)) is demands.NO_FILE


def test_nothing_is_taken_tomorrow(course: Any) -> None:
    midnight_in_china = datetime(2026, 9, 1, 16, tzinfo=UTC)
    assert refused(course.file(), item(taken_at=midnight_in_china)) is FUTURE


def test_the_time_names_its_zone() -> None:
    with pytest.raises(ValidationError):
        item(taken_at=datetime(2026, 9, 1, 3, tzinfo=UTC).replace(tzinfo=None))


def test_evidence_alone_by_one_officer_is_refused(course: Any) -> None:
    assert refused(course.file(), item(officers=("HB-1001",))).law == "APL 42"


def test_no_evidence_is_taken_after_the_decision(course: Any) -> None:
    assert refused(course.decided(), item()).code == "cases/already-decided"


@pytest.mark.parametrize("year", [1, 1900, 2101, 9999])
def test_a_year_that_no_case_is_about_is_refused_with_the_field(year: int) -> None:
    with pytest.raises(ValidationError, match="taken_at"):
        item(taken_at=datetime(year, 6, 1, 3, tzinfo=UTC))


def test_nothing_is_taken_later_today(course: Any) -> None:
    """The day's facts are those of six in the evening in China."""
    assert refused(course.file(), item(taken_at=datetime(2026, 9, 1, 10, 1, tzinfo=UTC))) is evidence.LATER_TODAY


def test_x02_what_may_be_older_and_was_taken_after_the_act_was_taken_by_officers_of_that_day(course: Any) -> None:
    """A camera's picture of the act is older than everybody's work; one of a day later was taken by two officers."""
    here = course.facts().acting.holders
    late = {number: replace(holder, valid_from=date(2026, 9, 1)) for number, holder in here.items()}
    course.file()
    for kind in evidence.OLDER_KINDS:
        after = item(kind=kind, taken_at=datetime(2026, 8, 21, 3, tzinfo=UTC))
        assert refused(course, after, holders=late) is NOT_CERTIFIED
        of_the_act = item(kind=kind, taken_at=datetime(2026, 8, 20, 3, tzinfo=UTC))
        assert course.do(evidence.take_evidence, of_the_act, holders=late).case.evidence


async def test_x32_the_paper_of_a_waiver_is_no_evidence_of_the_act(town: Any) -> None:
    """A file serves one purpose: the other way round the waiver refuses it."""
    case = await town.ready()
    paper = await town.first.upload(b"%PDF-1.7 a signed waiver", "application/pdf")
    taken = {"kind": "documentary", "blob": paper, "taken_at": "2026-09-01T09:30:00+08:00", "description": "声明"}
    refused = await town.first.act(f"/cases/{case}/evidence", taken | {"officers": town.officers})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/file-of-other-purpose")


@pytest.mark.parametrize("kind", EvidenceKind)
def test_only_what_may_have_been_there_is_older_than_the_act(course: Any, kind: EvidenceKind) -> None:
    """A site record, a statement or an opinion is made about the act, by officers who are certified on that day."""
    older = item(kind=kind, taken_at=datetime(2026, 8, 19, 3, tzinfo=UTC))
    if kind in evidence.OLDER_KINDS:
        assert course.file().do(evidence.take_evidence, older).case.evidence
    else:
        assert refused(course.file(), older) is evidence.BEFORE_THE_ACT


def test_x02_the_officers_are_certified_on_the_day_of_the_evidence(course: Any) -> None:
    here = course.facts().acting.holders
    late = {number: replace(holder, valid_from=date(2026, 9, 1)) for number, holder in here.items()}
    yesterday = item(kind=EvidenceKind.SITE_RECORD, taken_at=datetime(2026, 8, 31, 3, tzinfo=UTC))
    assert refused(course.file(), yesterday, holders=late) is NOT_CERTIFIED


async def test_a_picture_says_where_it_was_taken(town: Any) -> None:
    case = await town.file()
    position = {"latitude": 38_849_121, "longitude": 114_193_452, "accuracy": 12}
    shot = {"taken_at": "2026-09-01T09:29:00+08:00", "position": position}
    with_shot = {"kind": "site-record", "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
    seen = await town.step(case, "evidence", blob=await town.first.upload(jpeg("ash")), blob_shot=shot, **with_shot)
    (kept,) = seen["case"]["evidence"]
    assert kept["blob_shot"]["position"] == position
    assert datetime.fromisoformat(kept["blob_shot"]["taken_at"]) == datetime(2026, 9, 1, 1, 29, tzinfo=UTC)
    nowhere = await town.step(case, "evidence", blob=await town.first.upload(jpeg("oil")), **with_shot)
    assert nowhere["case"]["evidence"][-1]["blob_shot"] is None
