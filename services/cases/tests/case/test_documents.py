"""What a party is known by: another document than an identity card, and a code that breaks its check (APL 30, 59)."""

from typing import Any

import pytest

from chassis.testing import jpeg

CITIZEN, HOUSEHOLD = "132423187001010017", "92130624MA0000001H"


async def test_a_household_whose_code_breaks_its_check_names_its_operator(town: Any, people: Any) -> None:
    """An operator who answers with all that he has is there, whatever the register wrote."""
    case = await town.file()
    picture = await town.first.upload(jpeg("a licence"))
    item = {"kind": "documentary", "blob": picture, "taken_at": "2026-09-01T09:30:00+08:00", "description": "营业执照"}
    licence = (await town.step(case, "evidence", **item))["case"]["evidence"][-1]["act"]
    broken = {"name": "某店", "number": HOUSEHOLD[:-1] + "2", "address": "东街"}
    body = {"subject": "organisation", "party": broken, "licence": licence}
    refused = await town.first.act(f"/cases/{case}/party", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "cases/no-operator")
    operator = {"name": "王老五", "number": CITIZEN}
    named = people.good(await town.first.act(f"/cases/{case}/party", body | {"operator": operator}))
    assert named["case"]["party"]["alike"]


@pytest.mark.parametrize("document", ["passport", "travel-permit", "foreign-residence", "military"])
async def test_another_document_than_an_identity_card_tells_the_day_of_birth(town: Any, document: str) -> None:
    case = await town.file()
    for number, more in (("G12345678", {}), (HOUSEHOLD, {"operator": {"name": "约翰", "number": "G12345678"}})):
        firm = HOUSEHOLD if more else None
        typed = {"name": "某人", "number": number, "address": "东街"}
        body = {"subject": "citizen", "party": typed, "document": document, "firm": firm, **more}
        refused = await town.first.act(f"/cases/{case}/party", body)
        assert (refused.status_code, refused.json()["code"]) == (422, "cases/no-day-of-birth")
        assert (await town.first.act(f"/cases/{case}/party", body | {"born_on": "1949-10-01"})).status_code == 200
