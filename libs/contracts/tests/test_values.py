"""Value types refuse what they are not."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts import values
from contracts.values import Command, Part, Value


def adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(values, name))


@pytest.mark.parametrize("amount", [0, 1, 2_000_00, 10**13])
def test_money_is_whole_fen(amount: int) -> None:
    assert adapter("Fen").validate_python(amount) == amount


@pytest.mark.parametrize("amount", [-1, 10**13 + 1, True, False, 1.0, 0.1, "1", None, float("nan"), float("inf")])
def test_money_is_nothing_else(amount: object) -> None:
    with pytest.raises(ValidationError):
        adapter("Fen").validate_python(amount)


@pytest.mark.parametrize("text", ["1.0", "true", '"1"', "1e2"])
def test_money_is_strict_in_json_too(text: str) -> None:
    with pytest.raises(ValidationError):
        adapter("Fen").validate_json(text)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        (
            "TownshipCode",
            ["130624100", "130624999"],
            ["13062410", "1306241000", "130625100", "130624-x", "130624１００"],
        ),
        (
            "BodyCode",
            ["130624100", "130624-market", "130624-draw-office"],
            ["130624", "130624-", "130624-X", "130624-a-"],
        ),
        ("CertificateNumber", ["HB-130624-1001", "A1"], ["", "A", "-A1", "hb1", "A" * 33, "A1\n"]),
        ("PowerCode", ["EN-03"], ["EN-3", "en-03", "EN-003", "EN-０３", "EN-03 "]),
        ("Sha256", ["0" * 64], ["0" * 63, "A" * 64, "0" * 65]),
        ("Word", ["张三", " a "], ["", "  ", "a" * 201]),
        ("Text", ["a" * 5000], ["", "\n", "a" * 5001]),
    ],
)
def test_codes_have_their_form(name: str, good: list[str], bad: list[str]) -> None:
    assert [adapter(name).validate_python(code) for code in good] == [code.strip() for code in good]
    for code in bad:
        with pytest.raises(ValidationError):
            adapter(name).validate_python(code)


def test_a_command_refuses_and_names_unknown_fields() -> None:
    class Ask(Command):
        reason: str

    with pytest.raises(ValidationError) as refused:
        Ask.model_validate({"reason": "x", "because": "y"})
    assert [error["loc"] for error in refused.value.errors()] == [("because",)]


def test_values_and_parts_are_frozen_and_parts_are_open() -> None:
    class Kept(Value):
        name: str

    class Open(Part):
        name: str

    for one in (Kept(name="a"), Open.model_validate({"name": "a", "later": 1})):
        with pytest.raises(ValidationError):
            one.name = "b"  # type: ignore[misc]
