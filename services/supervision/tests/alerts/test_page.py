"""The page of an alert: its step with the form, for whoever may take it; and how lists find alerts."""

from collections.abc import Callable
from typing import Any

from chassis.testing import Bench, Caller
from contracts.cases import CaseFiled, CaseWithdrawn, DecisionOverdue
from contracts.values import Role
from supervision.service import Service

type Builder = Callable[..., Any]


async def test_an_alert_about_a_deed_is_looked_at_by_the_supervisor(
    bench: Bench[Service], make: Builder, supervisor: Caller, head: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(CaseWithdrawn, ripe=True, reported=False))
    path = "/alerts/alert-ripe-case-struck-case-1"
    (step,) = (await supervisor.ask(path)).json()["next_steps"]
    assert (step["schema"], step["path"], step["may_i"], step["missing"]) == ("ReviewAlert", f"{path}/review", True, [])
    (theirs,) = (await head.ask(path)).json()["next_steps"]
    assert (theirs["may_i"], theirs["by"]) == (False, "supervisor")
    done = await supervisor.act(step["path"], {"remark": "已调阅案卷"})
    assert (done.json()["open"], done.json()["next_steps"]) == (False, [])


async def test_a_page_of_another_township_is_as_if_it_were_not_there(
    bench: Bench[Service], make: Builder, head: Caller
) -> None:
    elsewhere = bench.caller("officer-elsewhere", "130624101", Role.HEAD, township="130624101")
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(DecisionOverdue))
    path = "/alerts/alert-decision-overdue-case-1"
    assert [(await caller.ask(path)).status_code for caller in (head, elsewhere)] == [200, 404]


async def test_what_a_deed_alone_settles_says_so(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(DecisionOverdue))
    (step,) = (await supervisor.ask("/alerts/alert-decision-overdue-case-1")).json()["next_steps"]
    assert [obstacle["code"] for obstacle in step["missing"]] == ["supervision/alert-settled-by-deed"]


async def test_an_alert_is_found_by_its_kind_in_words_and_by_what_it_is_about(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(DecisionOverdue))
    for word, wanted in (("case-1", 1), ("查无此事", 0)):
        found = (await supervisor.ask("/alerts", word=word, kind="decision-overdue", open=True)).json()
        assert (len(found["items"]), found["total"]) == (wanted, wanted)
    followed = (await supervisor.ask("/follow-up", word="case-1")).json()
    assert ([one["id"] for one in followed["items"]], followed["total"]) == (["case-1"], 1)
