"""Bodies with their territory."""

import pytest

from contracts.identity import BodyRegistered
from contracts.refusal import Refusal
from contracts.values import BodyKind
from identity.bodies import domain
from identity.bodies.domain import RegisterBody, register_body


def test_a_township_has_its_own_territory() -> None:
    command = RegisterBody(code="130624100", name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township="130624100")
    assert register_body(command, None) == [
        BodyRegistered(code="130624100", name="阜平镇人民政府", kind=BodyKind.TOWNSHIP, township="130624100")
    ]


@pytest.mark.parametrize(
    ("code", "kind", "township"),
    [
        ("130624100", BodyKind.TOWNSHIP, None),
        ("130624100", BodyKind.TOWNSHIP, "130624101"),
        ("130624-market", BodyKind.DEPARTMENT, "130624100"),
    ],
)
def test_another_territory_is_refused(code: str, kind: BodyKind, township: str | None) -> None:
    command = RegisterBody(code=code, name="某单位", kind=kind, township=township)
    with pytest.raises(Refusal) as caught:
        register_body(command, None)
    assert (caught.value.rule, caught.value.rule.law) == (domain.TERRITORY, "APL 22")
