"""What people do is dated by them: a command takes the moment of the act, or says why not (docs/decisions/0049)."""

from typing import Any, Final

import pytest
from tests.architecture.services import described

from contracts.topics import SERVICES

DESK: Final = "decided by a head or an office at a desk, where there is a network: done when it is recorded"
OWN_DAY: Final = "entered at a desk, from a paper whose own day it names"
ACCOUNT: Final = "about a login, which is there only online"
MOMENTS: Final = "carries moments of its own"
WITHOUT: Final[dict[str, set[str]]] = {
    DESK: {
        "approve_filing",
        "return_filing",
        "decide_no_penalty",
        "decide_penalty",
        "decide_recusal",
        "end_enforcement",
        "withdraw_case",
        "close_case",
        "replace_officer",
        "approve_visit",
        "forgo_referral",
        "postpone_visit",
        "replace_inspector",
        "assign_patrol",
        "replace_patrol_officer",
        "seal_draw",
        "hold_draw",
        "witness_seed",
        "register_firm",
        "import_firms",
        "review_alert",
        "issue_task",
        "withdraw_task",
    },
    OWN_DAY: {
        "record_payment",
        "apply_to_court",
        "confirm_power",
        "recall_power",
        "certify_officer",
        "suspend_certificate",
        "reinstate_certificate",
        "withdraw_certificate",
    },
    ACCOUNT: {
        "register_body",
        "register_officer",
        "identify_officer",
        "change_roles",
        "confirm_roles",
        "open_login",
        "ask_reset",
        "reset_login",
        "close_account",
        "change_password",
        "refresh",
        "sign_out",
        "sign_out_everywhere",
        "register_device_key",
        "end_device_key",
        "end_device",
        "end_device_of",
    },
    MOMENTS: {"report_showings"},
}


def commands(document: dict[str, Any]) -> dict[str, set[str]]:
    """Return the fields of each command's body; a command is what needs a key."""
    found = {}
    for ways in document["paths"].values():
        for asked in ways.values():
            if any(given["name"] == "Idempotency-Key" for given in asked.get("parameters", ())):
                found[asked["operationId"]] = fields(document, asked)
    return found


def fields(document: dict[str, Any], asked: dict[str, Any]) -> set[str]:
    schema = asked.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return set(document["components"]["schemas"].get(name, {}).get("properties", ()))


@pytest.mark.parametrize("service", SERVICES)
async def test_a_command_takes_the_moment_of_the_act_or_says_why_not(service: str) -> None:
    given = commands(await described(service))
    dated = {name for name, known in given.items() if "done_at" in known}
    reasoned = set().union(*WITHOUT.values())
    assert given.keys() - dated - reasoned == set()
    assert dated & reasoned == set()


async def test_every_reason_is_about_a_command() -> None:
    given = [name for service in SERVICES for name in commands(await described(service))]
    assert set().union(*WITHOUT.values()) - set(given) == set()
