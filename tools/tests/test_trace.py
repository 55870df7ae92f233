"""`make trace` follows every event from what decides on it to who reads it, wherever the code lies."""

import re
from collections.abc import Sequence

import pytest
from tools.trace.__main__ import lines_about, main
from tools.trace.code import ROOT

from contracts.cases import CaseFiled, DecisionOverdue, PriorNoticeServed, ReferralAccepted
from contracts.event import Event
from contracts.identity import OfficerCertified
from contracts.published import published

PLACE = re.compile(r"  (\S+\.py):(\d+)$")
WAYS = {"route", "reaction", "assembled"}


def labels(lines: Sequence[str]) -> set[str]:
    return {line.split()[0] for line in lines}


def stands_at(line: str) -> str:
    """The line of the source that a line of the trace names."""
    found = PLACE.search(line)
    assert found, line
    return (ROOT / found[1]).read_text().splitlines()[int(found[2]) - 1]


def only(lines: Sequence[str], label: str) -> list[str]:
    return [line for line in lines if line.startswith(label)]


def test_a_prior_notice_from_its_route_to_the_county() -> None:
    lines = list(lines_about(PriorNoticeServed))
    assert "cases.prior-notice-served.v1  PriorNoticeServed" in lines[0]
    assert "class PriorNoticeServed" in stands_at(lines[0])
    assert lines[1] == "topic     cases.case, written by cases, read by cases, credit, supervision"
    (decided,) = only(lines, "decided")
    assert "serve_prior_notice(ServePriorNotice)" in decided
    assert "def serve_prior_notice" in stands_at(decided)
    (route,) = only(lines, "route")
    assert "POST /api/cases/cases/{case_id}/prior-notice  送达事先告知书" in route
    assert "async def serve_prior_notice" in stands_at(route)
    rows = next(line for line in only(lines, "read") if "supervision: rows case_rows" in line)
    assert "CASE_ROWS = Rows(" in stands_at(rows)
    assert all("PriorNoticeServed" in stands_at(line) for line in (*only(lines, " "), *only(lines, "folded")))


def test_rows_that_do_nothing_with_an_event_pass_it_by() -> None:
    (credit,) = [line for line in only(list(lines_about(PriorNoticeServed)), "read") if "credit: " in line]
    assert "rows case-row of CaseRow, which pass it by" in credit
    assert not any("pass it by" in line for line in lines_about(OfficerCertified))
    assert not any("pass it by" in line for line in lines_about(CaseFiled))


def test_a_verb_that_another_subject_was_given_is_followed() -> None:
    """Referrals are given the filing of cases as a field."""
    reactions = only(list(lines_about(ReferralAccepted)), "reaction")
    assert [line.split()[2] for line in reactions] == ["ViolationReferred", "PatrolReferred"]
    filed = list(lines_about(CaseFiled))
    assert only(filed, "reaction") == reactions
    assert any("cases: reaction case_filed" in line for line in filed)


def test_a_deadline_leads_to_where_the_service_is_assembled() -> None:
    (way,) = only(list(lines_about(DecisionOverdue)), "assembled")
    assert "def assemble(" in stands_at(way)


@pytest.mark.parametrize("kind", published().by_type.values(), ids=lambda kind: kind.__name__)
def test_every_event_is_decided_somewhere_and_can_be_reached(kind: type[Event]) -> None:
    lines = list(lines_about(kind))
    assert "decided" in labels(lines)
    assert WAYS & labels(lines) or not (kind.topic and kind.topic.owner)
    readers = {line.split()[1].removesuffix(":") for line in only(lines, "read")}
    assert readers <= set(kind.topic.readers if kind.topic else ())


@pytest.mark.parametrize("name", ["PriorNoticeServed", "cases.prior-notice-served.v1"])
def test_both_names_of_an_event_serve(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(name) == 0
    assert "cases.prior-notice-served.v1  PriorNoticeServed" in capsys.readouterr().out


def test_a_wrong_name_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("PriorNoticeServe") == 1
    assert "no event is called 'PriorNoticeServe': PriorNoticeServed" in capsys.readouterr().err


def test_an_article_is_traced_to_what_carries_and_tests_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("APL 44") == 0
    said = capsys.readouterr().out
    assert said.startswith("APL 44  carried  事先告知")
    assert "rule        services/cases/cases/case/domain/notice.py NO_NOTICE" in said
    assert "event       libs/contracts/contracts/cases/notice.py PriorNoticeServed" in said
    assert "gate        cases.case.domain.notice notice_served" in said
    assert "test        services/cases/tests/case/" in said


def test_the_share_of_the_law_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("APL") == 0
    assert capsys.readouterr().out.startswith("APL: 86 articles, ")
    assert main("APL last") == 1
