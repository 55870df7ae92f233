"""Nobody settles an alert about what they did themselves, whatever they are by now."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.cases import CaseClosed, CaseFiled, CaseWithdrawn
from contracts.identity import CertificateReinstated, LoginOpened, OfficerCertified, OfficerRegistered, RolesChanged
from contracts.values import Role
from supervision.service import Service

type Builder = Callable[..., Any]

ME, REMARK = "officer-supervisor", {"remark": "已调阅案卷"}


@pytest.fixture
def another(bench: Bench[Service]) -> Caller:
    return bench.caller("officer-another", "130624-justice", Role.SUPERVISOR)


async def alerts(caller: Caller, kind: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await caller.ask("/alerts", kind=kind)).raise_for_status().json()["items"]
    return items


async def refused(caller: Caller, alert: dict[str, Any]) -> tuple[int, str]:
    answer = await caller.act(f"/alerts/{alert['id']}/review", REMARK)
    return answer.status_code, answer.json().get("code", "")


async def test_who_did_it_does_not_settle_the_alert(
    bench: Bench[Service], make: Builder, supervisor: Caller, another: Caller
) -> None:
    """An administrator of before, or a head."""
    await bench.hear("officer-1", make(OfficerRegistered))
    await bench.hear("officer-1", make(LoginOpened, alone=True), actor=ME)
    await bench.hear("case-1", make(CaseFiled))
    await bench.hear("case-1", make(CaseWithdrawn, ripe=True), actor=ME)
    for kind in ("opened-alone", "ripe-case-struck"):
        (alert,) = await alerts(supervisor, kind)
        for _ in range(2):
            assert await refused(supervisor, alert) == (403, "supervision/own-act")
        assert (await another.act(f"/alerts/{alert['id']}/review", REMARK)).json()["reason"] == "reviewed"


async def test_who_did_it_last_does_not_settle_what_was_raised_again(
    bench: Bench[Service], make: Builder, supervisor: Caller, another: Caller
) -> None:
    await bench.hear("officer-1", make(OfficerRegistered))
    await bench.hear("officer-1", make(LoginOpened, alone=True))
    (alert,) = await alerts(supervisor, "opened-alone")
    (await supervisor.act(f"/alerts/{alert['id']}/review", REMARK)).raise_for_status()
    await bench.hear("officer-1", make(LoginOpened, alone=True), actor=ME)
    assert await refused(supervisor, alert) == (403, "supervision/own-act")
    assert await refused(another, alert) == (200, "")


async def test_a_finding_is_about_the_act_of_who_recorded_it(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    """Its alert is raised in the name of whoever had the file reviewed."""
    await bench.hear("case-1", make(CaseFiled), actor=ME)
    await bench.hear("case-1", make(CaseClosed))
    found = {alert["id"].split("-")[5]: alert for alert in await alerts(supervisor, "review-finding")}
    assert found.keys() == {"1", "2"}, "both events are in disorder"
    assert await refused(supervisor, found["1"]) == (403, "supervision/own-act")
    assert await refused(supervisor, found["2"]) == (200, "")


@pytest.mark.parametrize("event", [RolesChanged, OfficerCertified, CertificateReinstated])
async def test_rights_that_somebody_gave_themselves_are_shown(
    bench: Bench[Service], make: Builder, supervisor: Caller, another: Caller, event: type[Any]
) -> None:
    for person, actor in ((ME, ME), ("officer-2", ME)):
        await bench.hear(person, make(OfficerRegistered, township="130624100"), actor="somebody")
        await bench.hear(person, make(event), actor=actor)
    (alert,) = await alerts(supervisor, "own-rights")
    assert (alert["subject"], alert["township"]) == (ME, "130624100")
    assert alert["labels"]["own-rights"] == "管理员变更了本人的职责或者执法证"
    assert await refused(supervisor, alert) == (403, "supervision/own-act")
    assert await refused(another, alert) == (200, "")
    assert await bench.parked() == []
