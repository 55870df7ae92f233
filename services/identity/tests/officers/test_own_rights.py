"""No administrator gives the own account roles or a certificate, where another one can."""

from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.identity import OfficerCertified
from contracts.places import COUNTY
from contracts.values import Role
from identity.service import Service
from identity.sign_in.setup import FIRST

CERTIFICATE = {
    "certificate": "HB-1",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": [],
}
TODAY = {"effective_from": "2026-09-01"}
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("certificate", CERTIFICATE),
    ("certificate/suspension", TODAY | {"reason": "证件年审"}),
    ("certificate/reinstatement", TODAY),
    ("certificate/withdrawal", TODAY | {"reason": "离岗"}),
]


@pytest.mark.parametrize("roles", [["supervisor"], ["head"]])
async def test_the_own_roles_are_changed_by_another_administrator(
    first: Caller, second: Caller, roles: list[str]
) -> None:
    path = f"/officers/{FIRST}/roles"
    for query in ("?dry_run=true", ""):
        own = await first.act(f"{path}{query}", {"roles": roles})
        assert (own.status_code, own.json()["code"]) == (403, "identity/own-rights")
        assert own.json()["remedy"]
    (await second.act(path, {"roles": roles})).raise_for_status()
    own = await first.act(f"{path}/confirmation", {})
    assert (own.status_code, own.json()["code"]) == (403, "identity/own-rights")
    assert (await second.act(f"{path}/confirmation", {})).json()["roles"] == roles


async def test_the_own_certificate_is_another_administrators_to_give_and_take(
    bench: Bench[Service], first: Caller, second: Caller
) -> None:
    first = bench.caller(FIRST, COUNTY, Role.ADMINISTRATOR, session=len(STEPS))
    for step, body in STEPS:
        path = f"/officers/{FIRST}/{step}"
        own = await first.act(path, body)
        assert (own.status_code, own.json()["code"]) == (403, "identity/own-rights"), step
        assert (await second.act(path, body)).status_code == 200, step


async def test_where_there_is_no_other_administrator_it_is_done_and_shows_who_did_it(
    bench: Bench[Service], first: Caller
) -> None:
    """The supervisor is alerted of it."""
    first = bench.caller(FIRST, COUNTY, Role.ADMINISTRATOR, session=len(STEPS))
    for step, body in STEPS:
        assert (await first.act(f"/officers/{FIRST}/{step}", body)).status_code == 200, step
    (kept,) = await bench.parts.documents.find("officer", {"_id": FIRST})
    (given,) = [record for record in kept["events"] if record["type"] == OfficerCertified.type]
    assert given["actor"] == FIRST
