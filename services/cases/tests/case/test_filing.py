"""Opening a case: who, which power, where and when (X-01, X-02, X-04 to X-06)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.case.domain import filing
from cases.case.domain.facts import NOT_ONE_OF_THEM
from cases.clues import domain as clue
from cases.days.domain import FUTURE
from cases.officers.domain import ALONE, NO_CERTIFICATE, NOT_CERTIFIED, OTHER_BODY
from cases.penalty.domain import unsupported
from cases.powers.domain import competence, limitation
from cases.powers.domain.power_list import Listing
from contracts.cases import (
    CaseEvent,
    CaseFiled,
    ClueRegistered,
    ClueSetAside,
    ClueSource,
    ClueTaken,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    PowerConfirmed,
    PowerRecalled,
)
from contracts.refusal import Refusal, Rule
from contracts.values import RestsOn

TOWN, ELSEWHERE = "130624100", "130624101"
A, B = "HB-1001", "HB-1002"
TODAY = date(2026, 9, 1)
FIRM = "91350100M000100Y43"

USUAL: dict[str, Any] = {
    "power": "EN-03",
    "township": TOWN,
    "act_on": date(2026, 8, 20),
    "place": "东街",
    "officers": (A, B),
}


def refused(facts: Any, on: date = TODAY, changed: dict[str, Any] | None = None, **known: Any) -> Rule:
    with pytest.raises(Refusal) as refusal:
        filing.file_case(filing.FileCase(**(USUAL | (changed or {}))), facts(on, **known))
    return refusal.value.rule


def listed(valid_from: date, *townships: str) -> PowerConfirmed:
    return PowerConfirmed(
        power="EN-04", townships=townships, valid_from=valid_from, valid_until=None, source="清单", sample=True
    )


def test_a_case_names_its_officers_with_the_one_who_files_in_front(facts: Any) -> None:
    known = facts(TODAY, caller=B, rests_on=(RestsOn(id="officer-2", sequence=2),))
    filed = filing.file_case(filing.FileCase(**USUAL), known)[0]
    assert isinstance(filed, CaseFiled)
    assert filed.officers == (B, A)
    assert filed.body == TOWN
    assert filed.rests_on == known.acting.rests_on


def test_the_case_is_to_be_decided_ninety_calendar_days_after_filing(facts: Any) -> None:
    """APL 60; the day of filing is not counted."""
    filed = filing.file_case(filing.FileCase(**USUAL), facts(TODAY))[0]
    assert isinstance(filed, CaseFiled)
    assert filed.decide_until == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("act_on", "law"), [(date(2026, 8, 14), "大气污染防治法"), (date(2026, 8, 15), "生态环境法典")]
)
def test_a_case_names_its_offence_and_the_laws_of_the_day_of_the_act(facts: Any, act_on: date, law: str) -> None:
    """So that readers elsewhere need no catalogue; a referred case does as well."""
    referred = {name: value for name, value in USUAL.items() if name != "officers"}
    command = filing.FileReferred(**referred | {"finding": "f", "body": TOWN, "officers": (A, B), "act_on": act_on})
    for events in (
        filing.file_case(filing.FileCase(**USUAL | {"act_on": act_on}), facts(TODAY)),
        filing.file_referred(command, facts(TODAY)),
    ):
        (filed,) = events
        assert isinstance(filed, CaseFiled)
        assert filed.power_name.startswith("人口集中地区焚烧")
        assert filed.laws == (law,)


@pytest.mark.parametrize("officers", [(A,), (A, A), ()])
def test_x01_an_officer_alone_is_refused(facts: Any, officers: tuple[str, ...]) -> None:
    rule = refused(facts, changed={"officers": officers})
    assert (rule, rule.law) == (ALONE, "APL 42")


def test_x01_who_files_is_one_of_the_two(facts: Any) -> None:
    assert refused(facts, caller="HB-1003") is NOT_ONE_OF_THEM


def test_x02_without_a_certificate_nobody_acts(facts: Any) -> None:
    assert refused(facts, caller=None) is NO_CERTIFICATE


@pytest.mark.parametrize(
    "state",
    [
        {"valid_until": date(2026, 8, 31)},
        {"valid_from": date(2026, 9, 2)},
        {"suspended_from": TODAY},
        {"suspended_from": date(2026, 1, 1), "reinstated_from": date(2026, 9, 2)},
        {"withdrawn_from": TODAY},
    ],
)
def test_x02_a_certificate_that_does_not_count_today_is_refused(
    facts: Any, certificate: Any, state: dict[str, date]
) -> None:
    officers = {A: certificate(), B: certificate(certificate=B, **state)}
    assert refused(facts, holders=officers) is NOT_CERTIFIED


def test_x02_a_certificate_nobody_knows_is_refused(facts: Any, certificate: Any) -> None:
    assert refused(facts, holders={A: certificate()}) is NOT_CERTIFIED


def test_x02_a_certificate_of_another_body_is_refused(facts: Any, certificate: Any) -> None:
    officers = {A: certificate(), B: certificate(certificate=B, body=ELSEWHERE)}
    assert refused(facts, holders=officers) is OTHER_BODY


def test_x02_the_last_day_of_a_certificate_counts(facts: Any, certificate: Any) -> None:
    officers = {A: certificate(), B: certificate(certificate=B, valid_until=TODAY)}
    assert filing.file_case(filing.FileCase(**USUAL), facts(TODAY, holders=officers))


def test_x04_a_power_nobody_confirmed_is_not_held(facts: Any) -> None:
    rule = refused(facts, changed={"power": "EN-04"})
    assert (rule, rule.law) == (competence.NOT_HELD, "APL 17, 24, 38")


def test_x04_a_confirmed_power_is_held_from_the_first_day_of_the_list(facts: Any) -> None:
    listing = Listing(confirmed=(listed(date(2026, 8, 20), TOWN),))
    command = filing.FileCase(**(USUAL | {"power": "EN-04"}))
    assert filing.file_case(command, facts(TODAY, listing=listing))
    earlier = {"power": "EN-04", "act_on": date(2026, 8, 19)}
    assert refused(facts, changed=earlier, listing=listing) is competence.NOT_HELD


def test_x04_a_power_confirmed_for_others_only_is_outside_the_list(facts: Any) -> None:
    listing = Listing(confirmed=(listed(date(2026, 1, 1), ELSEWHERE),))
    assert refused(facts, changed={"power": "EN-04"}, listing=listing) is competence.OUTSIDE_LIST


def test_x04_a_recalled_power_is_not_held_any_more(facts: Any) -> None:
    recalled = PowerRecalled(power="EN-04", effective_from=TODAY, source="清单")
    listing = Listing(confirmed=(listed(date(2026, 1, 1), TOWN),), recalled=(recalled,))
    assert refused(facts, changed={"power": "EN-04"}, listing=listing) is competence.NOT_HELD


def test_x04_an_unknown_power_is_refused(facts: Any) -> None:
    assert refused(facts, changed={"power": "XX-99"}) is competence.UNKNOWN_POWER


def test_x04_a_body_acts_in_its_own_territory(facts: Any) -> None:
    rule = refused(facts, changed={"township": ELSEWHERE})
    assert (rule, rule.law) == (competence.OUTSIDE_TERRITORY, "APL 22")


def test_x05_a_law_that_was_not_in_force_does_not_apply(facts: Any) -> None:
    assert refused(facts, changed={"act_on": date(2010, 1, 1)}) is competence.NOT_IN_FORCE


def test_x06_an_act_may_be_two_years_old_and_no_older(facts: Any) -> None:
    command = filing.FileCase(**(USUAL | {"act_on": date(2024, 9, 1)}))
    assert filing.file_case(command, facts(TODAY))
    assert refused(facts, date(2026, 9, 2), {"act_on": date(2024, 9, 1)}) is limitation.LIMITATION_PASSED


def test_an_act_of_tomorrow_is_refused(facts: Any) -> None:
    assert refused(facts, changed={"act_on": date(2026, 9, 2)}) is FUTURE


def test_the_simple_procedure_is_not_yet_supported(facts: Any) -> None:
    rule = refused(facts, changed={"procedure": "simple"})
    assert (rule, rule.code, rule.law) == (unsupported.SIMPLE, "cases/not-yet-supported", "APL 51, 52")


def open_clue(township: str = TOWN, **facts: Any) -> clue.Clue:
    registered = ClueRegistered(
        source=ClueSource.HOTLINE,
        township=township,
        received_on=TODAY,
        seen_on=TODAY,
        place="东街",
        description="烟",
        informant="某",
    )
    return clue.Clue(registered=registered, **facts)


def test_a_case_may_start_from_an_open_clue_of_its_township(facts: Any) -> None:
    filed = filing.file_case(filing.FileCase(**(USUAL | {"clue": "clue-1"})), facts(TODAY, clue=open_clue()))[0]
    assert isinstance(filed, CaseFiled)
    assert filed.clue == "clue-1"


@pytest.mark.parametrize(
    ("known", "rule"),
    [
        (None, clue.NO_CLUE),
        (open_clue(ELSEWHERE), clue.OTHER_TOWNSHIP),
        (open_clue(taken=ClueTaken(case="case-1")), clue.TAKEN),
        (open_clue(set_aside=ClueSetAside(set_aside_on=TODAY, reasons="不属实")), clue.SET_ASIDE),
    ],
)
def test_a_clue_that_cannot_start_a_case(facts: Any, known: clue.Clue | None, rule: Rule) -> None:
    assert refused(facts, changed={"clue": "clue-1"}, clue=known) is rule


def referred(**changes: Any) -> filing.FileReferred:
    usual = USUAL | {"finding": "visit-1-fire-01", "body": TOWN, "firm": FIRM}
    return filing.FileReferred(**(usual | changes))


def test_a_referral_names_its_finding_and_keeps_its_officers(facts: Any) -> None:
    filed = filing.file_referred(referred(officers=(B, A)), facts(TODAY, caller=None))[0]
    assert isinstance(filed, CaseFiled)
    assert (filed.finding, filed.firm, filed.officers) == ("visit-1-fire-01", FIRM, (B, A))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"officers": (A,)}, ALONE),
        ({"power": "EN-04"}, competence.NOT_HELD),
        ({"township": ELSEWHERE}, competence.OUTSIDE_TERRITORY),
        ({"act_on": date(2020, 1, 1)}, limitation.LIMITATION_PASSED),
    ],
)
def test_a_referral_is_filed_under_the_same_rules(facts: Any, changes: dict[str, Any], rule: Rule) -> None:
    with pytest.raises(Refusal) as refusal:
        filing.file_referred(referred(**changes), facts(TODAY, caller=None))
    assert refusal.value.rule is rule


def test_the_head_approves_a_filing_once(course: Any) -> None:
    """Evidence does not wait for it (APL 54(2))."""
    course.investigated()
    assert course.case.filing_approved == FilingApproved(approved_on=date(2026, 9, 1))
    with pytest.raises(Refusal) as refused:
        course.approve()
    assert refused.value.rule is filing.APPROVED


def test_what_was_filed_before_heads_were_asked_needs_no_approval(course: Any) -> None:
    course.investigated()
    filed = type(course.case.filed).model_validate({**dict(course.case.filed), "awaits_approval": False})
    course.case = replace(course.case, filed=filed, filing_approved=None)
    course.notify()
    assert course.case.notice


def test_a_filing_goes_back_with_a_reason_and_is_handed_in_again(course: Any) -> None:
    """Its term runs on, and nothing is notified meanwhile (APL 54(2), 60)."""
    until = course.investigated().case.filed.decide_until
    course.returned()
    assert (course.case.filing_returned, course.case.filed.decide_until) == (True, until)
    for give, rule in ((course.approve, filing.RETURNED), (course.notify, filing.UNAPPROVED)):
        with pytest.raises(Refusal) as refused:
            give()
        assert refused.value.rule is rule
    course.hand_in()
    with pytest.raises(Refusal) as refused:
        course.hand_in()
    assert refused.value.rule is filing.NOT_RETURNED
    course.returned().hand_in().approve().notify()
    facts: tuple[CaseEvent, ...] = (*course.case.filings_returned, *course.case.filings_handed_in)
    assert [fact.type for fact in facts] == [FilingReturned.type] * 2 + [FilingHandedIn.type] * 2
    assert not course.case.filing_returned


def test_only_its_officers_hand_it_in(course: Any) -> None:
    with pytest.raises(Refusal) as refused:
        course.investigated().returned().hand_in(caller="HB-1003")
    assert refused.value.rule is NOT_ONE_OF_THEM


async def test_the_officers_read_why_it_came_back(town: Any) -> None:
    case = await town.file()
    await town.identify(case)
    reason = "缺少现场照片，请补拍"
    back = await town.head.act(f"/cases/{case}/filing-return", {"reason": reason})
    assert (back.status_code, reason in back.text) == (200, False)
    assert "hand-in-filing" in {one["what"] for one in (await town.first.ask("/work")).json()["items"]}
    assert "approve-filing" not in {one["what"] for one in (await town.head.ask("/work")).json()["items"]}
    told = (await town.first.ask(f"/cases/{case}/history")).json()["events"][-1]
    assert (told["type"], told["personal"]) == ("cases.filing-returned.v1", {"reason": reason})
    assert (await town.first.act(f"/cases/{case}/filing-hand-in", {"note": "已补拍两张"})).status_code == 200
    assert (await town.head.act(f"/cases/{case}/filing-approval")).status_code == 200
