"""One rule of who sees a case, for its page, history, facts, files and lists alike (APL 43, 50; X-03)."""

from typing import Any

import pytest

from cases.case.sight import WITHHELD
from contracts.identity import OfficerIdentified
from contracts.values import Role

TOWN = "130624100"
B = "HB-1002"


def ways(case: str, file: str) -> list[tuple[str, dict[str, str]]]:
    page = f"/cases/{case}"
    return [
        (page, {}),
        (f"{page}/history", {}),
        (f"{page}/facts", {}),
        (f"/files/{file}", {"of": case}),
        (f"/files/{file}/thumbnail", {"of": case}),
    ]


async def evidence_of(town: Any, case: str) -> str:
    return str((await town.evidence(case))["case"]["evidence"][0]["blob"])


@pytest.mark.parametrize(
    "role", [Role.REGISTRAR, Role.HOTLINE, Role.ADMINISTRATOR, Role.AUDITOR, Role.DRAW_OFFICE], ids=str
)
async def test_evidence_is_closed_to_whoever_may_not_see_the_case(role: Role, town: Any) -> None:
    case = await town.file()
    file = await evidence_of(town, case)
    clerk = town.bench.caller("officer-clerk", TOWN, role, township=TOWN)
    answers = {path: (await clerk.ask(path, **query)).status_code for path, query in ways(case, file)}
    assert set(answers.values()) <= {403, 404}, answers
    assert answers[f"/files/{file}"] == 404


async def test_x03_who_was_recused_sees_nothing_of_the_case_any_more(town: Any, people: Any) -> None:
    case = await town.file()
    file = await evidence_of(town, case)
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"concerns": B, "reason": "同住"}))
    assert (await town.second.ask(f"/files/{file}", of=case)).status_code == 200, "until it is decided"
    decision = {"recusal": seen["case"]["recusals"][-1]["recusal"], "granted": True, "reason": "应当回避"}
    people.good(await town.head.act(f"/cases/{case}/recusal-decision", decision))
    for path, query in ways(case, file):
        refused = await town.second.ask(path, **query)
        assert (refused.status_code, refused.json()["code"]) == (403, WITHHELD.code), path
        assert (await town.first.ask(path, **query)).status_code == 200, path
    listed = people.good(await town.second.ask("/cases"))
    assert (listed["items"], listed["total"]) == ([], 0)
    assert people.good(await town.second.ask("/work"))["items"] == []
    assert people.good(await town.first.ask("/cases"))["total"] == 1


async def test_x03_an_officer_who_is_the_party_sees_nothing_of_the_case(town: Any, people: Any) -> None:
    """It is answered as one that is not there: the party learns of it as parties do."""
    case = await town.file()
    mark = (await town.identify(case))["case"]["party"]["party_mark"]
    file = await evidence_of(town, case)
    await town.bench.hear(f"officer-{B.lower()}", OfficerIdentified.model_validate({"mark": mark}))
    own = town.bench.caller(f"officer-{B.lower()}", TOWN, Role.OFFICER, certificate=B, township=TOWN)
    for path, query in ways(case, file):
        assert (await own.ask(path, **query)).json()["code"] == "not-found", path
    assert people.good(await own.ask("/cases"))["items"] == []
    assert people.good(await own.ask("/work"))["items"] == []


async def test_x03_a_recused_head_is_shown_neither_the_case_nor_the_work_on_it(town: Any, people: Any) -> None:
    case = await town.ready()
    deputy = town.bench.caller("officer-deputy", TOWN, Role.HEAD, township=TOWN)
    raised = people.good(await town.head.act(f"/cases/{case}/recusal", {"reason": "近亲属"}))["case"]["recusals"][-1]
    minutes = await town.first.upload(b"%PDF-1.7 minutes", "application/pdf")
    decision = {"recusal": raised["recusal"], "granted": True, "reason": "应当回避", "minutes": minutes}
    people.good(await deputy.act(f"/cases/{case}/recusal-decision", decision))
    assert (await town.head.ask(f"/cases/{case}")).json()["code"] == WITHHELD.code
    assert people.good(await town.head.ask("/work"))["items"] == []
    work = people.good(await deputy.ask("/work"))["items"]
    assert [item["what"] for item in work] == ["decide-penalty"]


async def test_lists_hide_cases_of_before_too(town: Any, people: Any) -> None:
    """Documents that older software wrote name nobody from whom they are withheld, until a process starts."""
    case = await town.file()
    seen = people.good(await town.first.act(f"/cases/{case}/recusal", {"concerns": B, "reason": "同住"}))
    decision = {"recusal": seen["case"]["recusals"][-1]["recusal"], "granted": True, "reason": "应当回避"}
    people.good(await town.head.act(f"/cases/{case}/recusal-decision", decision))
    documents, of = town.bench.parts.documents, {"_id": case}
    await documents.update("case", of, {"$unset": {"listed.withheld_from": "", "listed.form": ""}})
    assert people.good(await town.second.ask("/cases"))["total"] == 1
    await town.bench.service.cases.store.prepare()
    assert people.good(await town.second.ask("/cases"))["total"] == 0
