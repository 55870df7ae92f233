"""Who has an interest in the case takes no part in it, once a head has decided so (X-03; APL 43)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.case.domain import act, demands, facts, recusal
from cases.officers.domain import NO_CERTIFICATE
from chassis.testing import jpeg
from contracts.cases import RecusalBy, RecusalDecided, RecusalRaised
from contracts.identity import OfficerCertified, OfficerIdentified, OfficerRegistered
from contracts.identity.holder import Holder
from contracts.refusal import Refusal, Rule
from contracts.values import RestsOn, Role

A, B, C = "HB-1001", "HB-1002", "HB-1003"
TOWN = "130624100"
HEAD, DEPUTY = "officer-head", "officer-deputy"
MINUTES = "d" * 64
AS_HEAD = {"person": HEAD, "caller": None, "roles": frozenset({Role.HEAD})}


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    assert "{" not in refusal.value.detail
    return refusal.value.rule


@pytest.fixture
def ready(course: Any) -> Any:
    return course.investigated().notify(1_500_00).confirm().waive().confirm()


def test_an_officer_declares_an_interest_and_the_head_decides(course: Any) -> None:
    raised = course.investigated().raise_recusal().case.recusals[-1]
    assert isinstance(raised, RecusalRaised)
    assert (raised.concerns, raised.head, raised.by) == (A, False, RecusalBy.SELF)
    decided = course.decide_recusal().case.recusals_decided[-1]
    assert isinstance(decided, RecusalDecided)
    assert (decided.concerns, decided.granted) == (A, True)


def test_the_party_asks_and_an_officer_records_it(course: Any) -> None:
    raised = course.investigated().raise_recusal(B).case.recusals[-1]
    assert (raised.concerns, raised.by) == (B, RecusalBy.PARTY)
    elsewhere = Holder(body="130624101", township=None)
    assert refused(lambda: course.raise_recusal(B)) is recusal.PENDING
    assert refused(lambda: course.raise_recusal(C, concerned=None)) is recusal.NOBODY
    assert refused(lambda: course.raise_recusal(C, concerned=elsewhere)) is recusal.NOBODY
    assert refused(lambda: course.raise_recusal(C, caller=None)) is NO_CERTIFICATE


async def test_a_request_of_the_party_counts_from_the_day_on_which_it_asked(town: Any, people: Any) -> None:
    case = await town.file()
    town.clock.advance(days=2)
    path, asked = f"/cases/{case}/recusal", {"concerns": B, "reason": "同住"}
    for day, rule in (("2026-09-04", "cases/future-day"), ("2026-08-31", "cases/day-too-early")):
        assert (await town.first.act(path, asked | {"requested_on": day})).json()["code"] == rule
    own = await town.second.act(path, {"reason": "同住", "requested_on": "2026-09-01"})
    assert (own.status_code, own.json()["code"]) == (422, "cases/own-recusal-day")
    raised = people.good(await town.first.act(path, asked | {"requested_on": "2026-09-01"}))["case"]["recusals"][-1]
    assert (raised["raised_on"], raised["recorded_on"]) == ("2026-09-01", "2026-09-03")


def test_x03_whoever_was_recused_is_not_recused_once_more(course: Any, certificate: Any) -> None:
    course.investigated().raise_recusal(C).decide_recusal(granted=True)
    others = {number: certificate(certificate=number) for number in (A, B)}
    assert refused(lambda: course.raise_recusal(C, holders=others)) is facts.RECUSED


def test_x03_until_it_is_decided_the_investigation_goes_on_and_nobody_decides(ready: Any) -> None:
    ready.raise_recusal(B)
    assert refused(ready.decide) is recusal.PENDING
    assert refused(ready.decide_none) is recusal.PENDING
    assert refused(ready.withdraw) is recusal.PENDING
    ready.take_evidence()
    ready.decide_recusal(granted=False).decide()


def test_x03_who_was_recused_does_nothing_more_in_the_case(ready: Any) -> None:
    ready.raise_recusal(B).decide_recusal()
    assert refused(ready.take_evidence) is facts.RECUSED
    assert refused(lambda: ready.identify(caller=B)) is facts.RECUSED
    assert refused(ready.decide) is recusal.OFFICER_OUT, "the case needs two officers again"
    assert refused(ready.notify) is recusal.OFFICER_OUT
    assert refused(lambda: ready.raise_recusal(B)) is facts.RECUSED
    ready.replace(B, C)
    ready.decide_as(holders={number: ready.facts().acting.holders[number] for number in (A, C)})


def test_what_the_recused_did_with_another_and_nobody_confirmed_is_void(course: Any) -> None:
    course.investigated().take_evidence()
    pending = course.case.evidence[-1].act
    course.raise_recusal(caller=A).decide_recusal()
    assert course.case.recusals_decided[-1].void == (pending,)
    only_b = {B: course.facts().acting.holders[B]}
    confirm = act.ConfirmAct(act=pending)
    assert refused(lambda: course.do(act.confirm_act, confirm, caller=B, holders=only_b)) is act.VOID
    assert len(course.case.confirmed_evidence) == 1, "what two confirmed stays"


def test_x03_nobody_decides_the_own_recusal(course: Any) -> None:
    course.investigated().raise_recusal(**AS_HEAD)
    raised = course.case.recusals[-1]
    assert (raised.concerns, raised.head) == (HEAD, True)
    assert refused(lambda: course.decide_recusal(minutes=MINUTES)) is recusal.OWN_RECUSAL
    assert refused(lambda: course.decide_recusal(person=DEPUTY)) is recusal.NO_MINUTES
    assert refused(lambda: course.decide_recusal(person=DEPUTY, minutes="f" * 64)) is demands.NO_FILE
    course.decide_recusal(person=DEPUTY, minutes=MINUTES)
    assert refused(course.decide_recusal) is facts.RECUSED


@pytest.mark.parametrize("used", ["evidence", "look", "waiver", "minutes"])
def test_x32_minutes_are_no_other_file_of_the_case(used: str, course: Any) -> None:
    """Nor those on another recusal: each is a decision of its own."""
    course.investigated().order(days=1).confirm().later(2).recheck(True).confirm()
    course.notify().confirm().waive().confirm().raise_recusal("deputy-2").decide_recusal(minutes="e" * 64)
    course.raise_recusal(**AS_HEAD)
    files = {
        "evidence": course.case.evidence[0].blob,
        "look": course.case.rechecks[0].blob,
        "waiver": course.case.waiver.signed_paper,
        "minutes": course.case.recusals_decided[0].minutes,
    }
    known = {"person": DEPUTY, "files": frozenset(files.values())}
    rule = refused(lambda: course.decide_recusal(minutes=files[used], **known))
    assert (rule, rule.code) == (demands.OTHER_PURPOSE, "cases/file-of-other-purpose")


def test_x32_minutes_are_neither_evidence_nor_a_look(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2)
    course.raise_recusal("deputy").decide_recusal(minutes=f"{course.on.toordinal():064x}")
    assert refused(lambda: course.recheck(True)) is demands.OTHER_PURPOSE


def test_a_recusal_is_decided_once(course: Any) -> None:
    course.investigated().raise_recusal(B).decide_recusal()
    assert refused(course.decide_recusal) is recusal.RECUSAL_DECIDED
    unknown = recusal.DecideRecusal(recusal="act-of-nobody", granted=True, reason="应当回避")
    assert refused(lambda: course.do(recusal.decide_recusal, unknown, **AS_HEAD, holders={})) is recusal.NO_RECUSAL


async def test_x03_a_recused_head_decides_nothing(town: Any, people: Any) -> None:
    case = await town.ready()
    deputy = town.bench.caller(DEPUTY, TOWN, Role.HEAD, township=TOWN)
    seen = people.good(await town.head.act(f"/cases/{case}/recusal", {"reason": "当事人是本人近亲属"}))
    raised = seen["case"]["recusals"][-1]
    steps = {step["name"]: step["missing"] for step in seen["next_steps"]}
    assert [why["code"] for why in steps["decide-penalty"]] == ["cases/recusal-pending"]
    assert (await town.decide(case)).json()["code"] == "cases/own-recusal-pending"
    decision = {"recusal": raised["recusal"], "granted": True, "reason": "应当回避"}
    own = await town.head.act(f"/cases/{case}/recusal-decision", decision)
    assert (own.status_code, own.json()["code"]) == (409, "cases/own-recusal")
    minutes = await town.first.upload(b"%PDF-1.7 minutes", "application/pdf")
    people.good(await deputy.act(f"/cases/{case}/recusal-decision", decision | {"minutes": minutes}))
    assert (await town.decide(case)).json()["code"] == "cases/recused"
    people.good(await deputy.act(f"/cases/{case}/penalty", {"fine": 1_000_00, "reasons": "事实清楚"}))


def test_x03_an_officer_whom_the_party_names_by_account_is_the_holder_of_the_certificate(
    course: Any, certificate: Any
) -> None:
    """One that is neither a head's account nor has a certificate concerns nobody who acts here."""
    account, plain = "officer-b", {"roles": (Role.OFFICER,)}
    course.investigated().raise_recusal(account, concerned=certificate(certificate=B, **plain))
    raised = course.case.recusals[-1]
    assert (raised.concerns, raised.head) == (B, False)
    assert refused(lambda: course.raise_recusal(B)) is recusal.PENDING
    course.decide_recusal()
    assert refused(course.take_evidence) is facts.RECUSED
    clerk = Holder(body=TOWN, township=TOWN, roles=(Role.LEGAL_REVIEWER,))
    assert (
        refused(lambda: course.raise_recusal("officer-clerk", concerned=clerk, holders={A: certificate()}))
        is recusal.NOBODY
    )


def test_x03_a_head_who_was_recused_by_account_is_no_officer_of_the_case_either(course: Any) -> None:
    """The certificate of the same account does not count: recusals of older versions name officers by account too."""
    course.investigated().raise_recusal(HEAD).decide_recusal(person=DEPUTY, minutes=MINUTES)
    theirs = (RestsOn(id=HEAD, sequence=2),)
    assert refused(lambda: course.identify(rests_on=theirs)) is facts.RECUSED


async def identified(town: Any, certificate: str) -> str:
    """Let the holder of a certificate be known as a human being, and return the account."""
    account = f"officer-{certificate.lower()}"
    await town.bench.hear(account, OfficerIdentified.model_validate({"mark": "e" * 64}))
    return account


async def test_x03_an_officer_who_was_recused_stays_so_under_a_new_certificate(town: Any, people: Any) -> None:
    case, account = await town.file(), await identified(town, B)
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"concerns": B, "reason": "同住"}))
    decision = {"recusal": seen["case"]["recusals"][-1]["recusal"], "granted": True, "reason": "应当回避"}
    people.good(await town.head.act(f"/cases/{case}/recusal-decision", decision))
    certified = {"valid_from": date(2026, 1, 1), "valid_until": date(2030, 12, 31), "fields": ()}
    await town.bench.hear(account, OfficerCertified(certificate="HB-1099", body=TOWN, township=TOWN, **certified))
    renewed = town.bench.caller(account, TOWN, Role.OFFICER, certificate="HB-1099", township=TOWN)
    picture = await town.first.upload(jpeg("a heap of burning tyres"))
    item = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
    replacing = {"leaving": B, "joining": "HB-1099", "reason": "换证"}
    for caller, path, body in (
        (town.first, "evidence", item | {"officers": [A, "HB-1099"]}),
        (renewed, "party", people.citizen()),
        (town.head, "officer-replacement", replacing),
        (town.first, "recusal", {"concerns": "HB-1099", "reason": "同住"}),
    ):
        refused = await caller.act(f"/cases/{case}/{path}", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "cases/recused"), path
        assert "HB-1099" in refused.json()["detail"]


async def test_x03_a_head_who_is_an_officer_of_the_case_leaves_as_both(town: Any, people: Any) -> None:
    """What nobody confirmed is void, the case needs another officer, and nobody else's token opens it again."""
    case, account = await town.file(), await identified(town, B)
    await people.certify(town.bench, C, TOWN)
    both = town.bench.caller(account, TOWN, Role.OFFICER, Role.HEAD, certificate=B, township=TOWN)
    alone = town.bench.caller(account, TOWN, Role.HEAD, township=TOWN)
    deputy = town.bench.caller(DEPUTY, TOWN, Role.HEAD, township=TOWN)
    picture = await town.first.upload(jpeg("a heap of burning tyres"))
    item = {"kind": "site-record", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "轮胎"}
    taken = people.good(await town.first.act(f"/cases/{case}/evidence", item | {"officers": [A, B]}))
    raised = people.good(await both.act(f"/cases/{case}/recusal", {"reason": "近亲属"}))["case"]["recusals"][-1]
    assert (raised["concerns"], raised["head"], raised["certificate"]) == (account, True, B)
    minutes = await town.first.upload(b"%PDF-1.7 minutes", "application/pdf")
    decision = {"recusal": raised["recusal"], "granted": True, "reason": "应当回避", "minutes": minutes}
    for own in (both, alone):
        assert (await own.act(f"/cases/{case}/recusal-decision", decision)).json()["code"] == "cases/own-recusal"
    seen = people.good(await deputy.act(f"/cases/{case}/recusal-decision", decision))
    assert seen["case"]["recusals_decided"][-1]["void"] == taken["unconfirmed"]
    assert (await deputy.act(f"/cases/{case}/filing-approval", {})).json()["code"] == "cases/officer-out"
    assert (await alone.act(f"/cases/{case}/withdrawal", {"reasons": "重复立案"})).json()["code"] == "cases/recused"
    people.good(await deputy.act(f"/cases/{case}/officer-replacement", {"leaving": B, "joining": C, "reason": "回避"}))
    people.good(await deputy.act(f"/cases/{case}/filing-approval", {}))


async def test_x03_a_head_who_was_named_as_an_officer_does_not_decide_it(town: Any, people: Any) -> None:
    case, account = await town.file(), await identified(town, B)
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"concerns": B, "reason": "同住"}))
    decision = {"recusal": seen["case"]["recusals"][-1]["recusal"], "granted": False, "reason": "不属实"}
    own = town.bench.caller(account, TOWN, Role.HEAD, township=TOWN)
    refused = await own.act(f"/cases/{case}/recusal-decision", decision)
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/own-recusal")


async def test_the_party_names_a_head_by_account(town: Any, people: Any) -> None:
    """The reason stays at home."""
    case = await town.file()
    account = "officer-head-of-town"
    await town.bench.hear(account, OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.HEAD,), name="某人"))
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"concerns": account, "reason": "同住"}))
    raised = seen["case"]["recusals"][-1]
    assert (raised["concerns"], raised["head"], raised["by"]) == (account, True, "party")
    assert "reason" not in raised


def test_x03_a_heads_recusal_is_the_heads_whatever_names_it(course: Any, certificate: Any) -> None:
    """By the certificate that a head has, no head alone refuses it (APL 43(3))."""
    head = certificate(certificate="HB-2001", roles=(Role.HEAD,))
    course.investigated().raise_recusal("HB-2001", concerned=head)
    assert refused(lambda: course.decide_recusal(granted=False)) is recusal.NO_MINUTES
    course.decide_recusal(granted=False, minutes="d" * 64)
    officer = certificate(certificate="HB-2002", roles=(Role.OFFICER,))
    course.raise_recusal("HB-2002", concerned=officer).decide_recusal(granted=False)
