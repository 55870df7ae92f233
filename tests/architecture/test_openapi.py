"""OpenAPI describes commands and lists of all services in the same form."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, get_args

import pytest
from pydantic import TypeAdapter
from tests.architecture.services import described

from contracts.field_words import EVERYWHERE, FIELD_WORDS, word_of
from contracts.topics import SERVICES
from contracts.unit import UNIT, UNIT_BY, Unit
from contracts.values import Command
from contracts_tool.openapi import as_committed
from contracts_tool.working_copy import HERE

type Json = dict[str, Any]

PROBLEMS = {"400", "401", "403", "404", "409", "412", "413", "422", "503"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
CHINESE = re.compile("[一-鿿]")
WITHOUT_A_KEY = {"/sign-in", "/first-administrator", "/refresh", "/shown-certificates", "/blobs", "/blobs/uploads"}
WITHOUT_A_KEY |= {"/approvals", "/confirmations"}
NO_AGGREGATES = {"Done", "Issued", "KeyEnded", "KeyRegistered", "PasswordChanged", "ShowingsReported"}
NO_AGGREGATES |= {"Outcomes", "ShownCertificate", "SignedIn", "Uploaded", "UploadView"}
UPLOAD = "/blobs/uploads/{upload_id}"
"""Signing in and looking are no commands; there is one first administrator; a file's name is its content;
what is given several at once has a key for each."""


def operations(whole: Json, method: str) -> Iterator[tuple[str, Json]]:
    for path, operations in whole["paths"].items():
        if method in operations:
            yield path, operations[method]


def parameters(operation: Json) -> dict[str, Json]:
    return {parameter["name"]: parameter for parameter in operation.get("parameters", ())}


@pytest.mark.parametrize("service", SERVICES)
async def test_the_committed_document_is_the_services(service: str) -> None:
    committed = HERE.openapi / f"{service}.json"
    assert committed.read_text() == as_committed(await described(service)), "run make contracts"


def test_no_document_is_left_of_a_service_that_is_gone() -> None:
    assert {path.stem for path in HERE.openapi.iterdir()} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
async def test_every_operation_is_named_by_its_function(service: str) -> None:
    """The names of a client's functions, each once in its service."""
    whole = await described(service)
    names = [operation["operationId"] for path in whole["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch("[a-z]+(_[a-z]+)*", name)] == []


@pytest.mark.parametrize("service", SERVICES)
async def test_no_two_schemas_share_a_class_name(service: str) -> None:
    """Else both are named by their modules, too."""
    names = (await described(service))["components"]["schemas"]
    assert [name for name in names if "__" in name] == []


@pytest.mark.parametrize("service", SERVICES)
async def test_every_enum_tells_its_words(service: str) -> None:
    enums = {
        name: schema
        for name, schema in (await described(service))["components"]["schemas"].items()
        if ("enum" in schema or "const" in schema) and schema.get("type") == "string"
    }
    assert enums
    for name, schema in enums.items():
        assert schema["x-labels"].keys() == set(schema.get("enum", [schema.get("const")])), name
        assert all(map(CHINESE.search, schema["x-labels"].values())), name


@pytest.mark.parametrize("service", SERVICES)
async def test_every_command_has_a_key_a_version_and_a_dry_run(service: str) -> None:
    found = [
        operation for operation in operations(await described(service), "post") if operation[0] not in WITHOUT_A_KEY
    ]
    assert found
    for path, operation in found:
        given = parameters(operation)
        assert {"Idempotency-Key", "If-Match", "dry_run"} <= given.keys(), path
        assert given["Idempotency-Key"]["required"], path
        assert given["If-Match"]["required"] == ("{" in path), path
        assert given["Idempotency-Key"]["schema"]["format"] == "uuid", path
        assert operation["security"], path


@pytest.mark.parametrize("service", SERVICES)
async def test_every_operation_documents_its_problems(service: str) -> None:
    whole = await described(service)
    assert {"type", "status", "title", "category", "code", "detail", "law", "remedy", "faults"} <= set(
        whole["components"]["schemas"]["Problem"]["properties"]
    )
    for method in ("get", "post"):
        for path, operation in operations(whole, method):
            answers = operation["responses"]
            assert answers.keys() >= PROBLEMS, path
            assert all(answers[status]["content"] == PROBLEM for status in PROBLEMS), path


@pytest.mark.parametrize("service", SERVICES)
async def test_every_operation_is_named_in_chinese(service: str) -> None:
    """The name is for the page of the documentation, and stands beside refused attempts."""
    paths = (await described(service))["paths"]
    names = {(method, path): one["summary"] for path, ones in paths.items() for method, one in ones.items()}
    assert {one: name for one, name in names.items() if not chinese(name)} == {}
    assert len(set(names.values())) == len(names), "two operations share a name"


def titled(whole: Json) -> Iterator[tuple[str, str, Json]]:
    """Every field with the name of its schema, and every parameter with none."""
    for name, schema in whole["components"]["schemas"].items():
        for field, part in schema.get("properties", {}).items():
            yield name, field, part
    for operation in [operation for path in whole["paths"].values() for operation in path.values()]:
        for parameter in operation.get("parameters", ()):
            yield "", parameter["name"], parameter["schema"]


@pytest.mark.parametrize("service", SERVICES)
async def test_every_field_has_a_chinese_title(service: str) -> None:
    """Its own, or the word of its name in contracts/field_words.toml."""
    fields = list(titled(await described(service)))
    assert len(fields) > 100
    assert {(name, field) for name, field, part in fields if not CHINESE.search(part.get("title", ""))} == set()


MONEY = re.compile(r"fine|amount|gains|\bbase\b|ceiling|price|paid|fee\b|cost|money|罚款|金额|价款|费用|所得|基数|货值")
FIGURES = {"least", "most"}


def figures(part: Json) -> Iterator[Json]:
    """Yield the schemas of whole numbers in that of a field: alternatives, elements and values of it included."""
    parts = (*part.get("anyOf", ()), part.get("items"), part.get("additionalProperties"))
    for one in [one for one in parts if isinstance(one, dict)]:
        yield from figures(one)
    if part.get("type") == "integer":
        yield part


@pytest.mark.parametrize("service", SERVICES)
async def test_every_amount_of_money_tells_its_unit(service: str) -> None:
    """By that marker alone the screens show yuan; a number without one is shown as it is."""
    without = {
        (name, field)
        for name, field, part in titled(await described(service))
        if MONEY.search(f"{'fine' if name.startswith('Fine') and field in FIGURES else field} {part.get('title', '')}")
        for figure in figures(part)
        if not figure.keys() & {UNIT, UNIT_BY}
    }
    assert without == set()


@pytest.mark.parametrize("service", SERVICES)
async def test_a_unit_that_another_field_tells_has_one_for_each_of_its_values(service: str) -> None:
    schemas = (await described(service))["components"]["schemas"]
    for schema in schemas.values():
        for figure in [one for part in schema.get("properties", {}).values() for one in figures(part)]:
            if told := figure.get(UNIT_BY):
                assert told["units"]
                assert set(told["units"].values()) <= {*Unit}
                assert told["field"] in {*schema["properties"], "base_unit"}


async def test_every_word_of_a_field_is_used() -> None:
    used = {
        (schema, field) if field in FIELD_WORDS.get(schema, {}) else (EVERYWHERE, field)
        for service in SERVICES
        for schema, field, part in titled(await described(service))
        if part["title"] == word_of(field, schema)
    }
    assert {(schema, field) for schema, words in FIELD_WORDS.items() for field in words} - used == set()


def test_no_schema_says_of_a_field_what_is_said_everywhere() -> None:
    common = FIELD_WORDS[EVERYWHERE]
    own = [(name, field) for name, words in FIELD_WORDS.items() if name != EVERYWHERE for field in words]
    assert [(name, field) for name, field in own if common.get(field) == FIELD_WORDS[name][field]] == []


@pytest.mark.parametrize("service", ["cases", "inspections"])
async def test_files_are_sent_and_answered_as_bytes(service: str) -> None:
    paths = (await described(service))["paths"]
    sent = paths["/blobs"]["post"]["requestBody"]["content"]
    answered = paths["/files/{sha256}"]["get"]["responses"]["200"]["content"]
    assert set(sent) == set(answered) >= {"image/jpeg", "video/mp4", "application/pdf"}
    part = paths[UPLOAD]["patch"]["requestBody"]["content"]["application/octet-stream"]
    assert all(one["schema"]["format"] == "binary" for one in (*sent.values(), *answered.values(), part))


def chinese(text: str) -> bool:
    return all("一" <= character <= "鿿" for character in text)


async def test_whoever_asks_for_a_password_documents_the_lock() -> None:
    whole = await described("identity")
    locking = {path for path, operation in operations(whole, "post") if "429" in operation["responses"]}
    assert locking == {"/sign-in", "/password"}
    assert all(whole["paths"][path]["post"]["responses"]["429"]["content"] == PROBLEM for path in locking)


@pytest.mark.parametrize("service", SERVICES)
async def test_every_day_that_a_person_gives_is_one_that_a_case_can_be_about(service: str) -> None:
    """Neither the year 1 nor 9999, which terms can't be counted from."""
    bodies = {body.get("$ref", "").rpartition("/")[2] for body in bodies_of(await described(service))}
    given = [command for command in kinds_of(Command) if command.__name__ in bodies]
    assert given
    for command in given:
        for field in command.model_fields.values():
            if date in {field.annotation, *get_args(field.annotation)}:
                with pytest.raises(ValueError, match="1990"):
                    TypeAdapter(Annotated[date, *field.metadata]).validate_python(date.min)


def bodies_of(whole: Json) -> Iterator[Json]:
    for _, operation in operations(whole, "post"):
        if content := operation.get("requestBody", {}).get("content", {}).get("application/json"):
            yield content["schema"]


def kinds_of(base: type[Command]) -> Iterator[type[Command]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


@pytest.mark.parametrize("service", SERVICES)
async def test_no_operation_changes_by_another_method(service: str) -> None:
    """Save an upload in parts, whose shape is the IETF's."""
    whole = await described(service)
    methods = {path: set(operations) for path, operations in whole["paths"].items()}
    assert methods.pop(UPLOAD, {"get", "patch", "delete"}) == {"get", "patch", "delete"}
    assert set().union(*methods.values()) <= {"get", "head", "post"}


@pytest.mark.parametrize("service", SERVICES)
async def test_every_list_is_asked_for_in_one_way(service: str) -> None:
    """A page, with cursor, limit and sort."""
    whole = await described(service)
    pages = {name for name in whole["components"]["schemas"] if name.startswith("Page_")}
    for path, operation in operations(whole, "get"):
        answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if answer.get("$ref", "").rpartition("/")[2] in pages:
            assert {"limit", "cursor", "sort"} <= parameters(operation).keys(), path
    for name in pages:
        assert {"items", "next", "as_of"} <= set(whole["components"]["schemas"][name]["properties"])


@pytest.mark.parametrize("service", SERVICES)
async def test_every_view_has_labels_and_a_version(service: str) -> None:
    """What a command answers with."""
    whole = await described(service)
    without = set()
    for path, operation in operations(whole, "post"):
        (answer,) = [operation["responses"][status] for status in ("200", "201") if status in operation["responses"]]
        name = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        if not {"id", "version", "labels"} <= set(whole["components"]["schemas"][name]["properties"]):
            without.add((path, name))
    assert {name for _, name in without} <= NO_AGGREGATES, without


@pytest.mark.parametrize("service", SERVICES)
async def test_work_is_listed_in_one_shape(service: str) -> None:
    whole = await described(service)
    assert "/work" in whole["paths"]
    shape = whole["components"]["schemas"]["WorkItem"]["properties"]
    assert set(shape) == {
        *("kind", "id", "version", "what", "act", "label", "title", "place", "township", "party", "stage"),
        *("who", "since", "until", "provisional", "until_label"),
    }
