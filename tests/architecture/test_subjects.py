"""One word per subject: in the contracts, in the domain and in the routes (design §4)."""

import ast
from collections.abc import Iterator
from inspect import getfile
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT, Module, modules, snake

from contracts.published import published
from contracts.topics import SERVICES


def package(service: str) -> Path:
    return ROOT / "services" / service / service


def subjects(folder: Path) -> set[str]:
    return {file.stem for file in folder.glob("*.py")}


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_the_same_house(service: str) -> None:
    house = {"__init__", "__main__", "reactions", "service", "view", "queries", "domain", "api"}
    there = {path.stem for path in package(service).iterdir()}
    assert house - there == set()
    assert (package(service).parent / "README.md").exists()
    assert (package(service).parent / "tests").is_dir()


def test_events_and_their_decisions_lie_under_one_word() -> None:
    """An event of `contracts/cases/notice.py` is decided on in `cases/domain/notice.py`."""
    apart = set()
    for kind in published().by_type.values():
        file = Path(getfile(kind))
        service = file.parent.name
        if service in SERVICES and file.stem not in subjects(package(service) / "domain"):
            apart.add(f"{service}/{file.stem}: {kind.__name__}")
    assert apart == set()


@pytest.mark.parametrize("service", SERVICES)
def test_routes_of_commands_lie_under_the_word_of_their_domain(service: str) -> None:
    """`api/officer.py` has the commands of `domain/officer.py`; signing in is none of the domain's."""
    with_commands = {module.path.stem for module in api(service) if list(commands(module))}
    assert with_commands - subjects(package(service) / "domain") <= {"sign_in"}


@pytest.mark.parametrize("service", SERVICES)
def test_routes_that_only_read_do_too(service: str) -> None:
    """No second form of a word that the domain has."""
    domain = subjects(package(service) / "domain")
    routed = {module.path.stem for module in api(service)}
    assert {word for word in routed - domain if {word.removesuffix("s"), singular(word)} & domain} == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_route_is_named_like_its_command(service: str) -> None:
    """Step `take-evidence`, route and decision `take_evidence`, command `TakeEvidence`."""
    found = [pair for module in api(service) for pair in commands(module)]
    assert found
    assert [(route, command) for route, command in found if snake(command) != route] == []


def api(service: str) -> list[Module]:
    folder = package(service).relative_to(ROOT) / "api"
    return [module for module in modules() if module.path.parent == folder]


def commands(module: Module) -> Iterator[tuple[str, str]]:
    """Routes that change something, with the class of the body or of what they make of it."""
    for function in module.functions:
        posts = [it for it in function.decorator_list if isinstance(it, ast.Call) and is_post(it.func)]
        annotations = {it.arg: it.annotation for it in function.args.args}
        if posts and "command" in annotations:
            yield function.name, last_name(annotations["command"])
        elif posts:
            yield from ((function.name, made) for made in made_in(function))


def is_post(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "post"


def made_in(function: ast.AST) -> Iterator[str]:
    """`command = act.ConfirmAct(…)`"""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id="command")], value=ast.Call(func=made)):
                yield last_name(made)


def last_name(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def singular(word: str) -> str:
    return word.removesuffix("ies") + "y"
