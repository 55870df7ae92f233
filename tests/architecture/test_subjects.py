"""One word per subject: in the contracts, in the domain and in the routes (docs/architecture.md#names-and-sizes)."""

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


def rooms(service: str) -> list[Path]:
    """The folders of a service with a domain or routes: one per subject, or the package where it is not divided."""
    folders = [path for path in package(service).rglob("*") if path.is_dir() and path.name != "__pycache__"]
    divided = [path for path in folders if has(path, "domain") or has(path, "api")]
    return divided + [path for path in [package(service)] if has(path, "domain")]


def has(room: Path, layer: str) -> bool:
    return (room / layer).is_dir() or (room / f"{layer}.py").exists()


def words(room: Path) -> set[str]:
    """The files of its domain; where that is one file, the room's own word; none where it has no domain."""
    files = {file.stem for file in (room / "domain").rglob("*.py")} - {"__init__"}
    return files or ({room.name, singular(room.name)} if has(room, "domain") else set())


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_the_same_house(service: str) -> None:
    top = {path.stem for path in package(service).iterdir()}
    assert {"__init__", "__main__", "reactions", "service", "api"} - top == set()
    inside = {path.stem for room in rooms(service) for path in room.iterdir()}
    assert {"view", "queries", "domain", "api"} - inside == set()
    assert (package(service).parent / "README.md").exists()
    assert (package(service).parent / "tests").is_dir()


def test_events_and_their_decisions_lie_under_one_word() -> None:
    """An event of `contracts/inspections/finding.py` is decided on in `visits/domain/finding.py`."""
    apart = set()
    for kind in published().by_type.values():
        file = Path(getfile(kind))
        service = file.parent.name
        if service in SERVICES and file.stem not in {word for room in rooms(service) for word in words(room)}:
            apart.add(f"{service}/{file.stem}: {kind.__name__}")
    assert apart == set()


@pytest.mark.parametrize("service", SERVICES)
def test_routes_of_commands_lie_under_the_word_of_their_domain(service: str) -> None:
    """`visits/api/visit.py` has the commands of `visits/domain/visit.py`; signing in is none of the domain's."""
    apart = {
        str(module.path.relative_to(room.relative_to(ROOT)))
        for room in rooms(service)
        for module in api(room)
        if list(commands(module)) and not about(module) & words(room) and room.name != "sign_in"
    }
    assert apart == set()


@pytest.mark.parametrize("service", SERVICES)
def test_routes_that_only_read_do_too(service: str) -> None:
    """No second form of a word that the domain has."""
    for room in rooms(service):
        domain = words(room)
        routed = {word for module in api(room) if not about(module) & domain for word in about(module)}
        assert {word for word in routed if {word.removesuffix("s"), singular(word)} & domain} == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_lies_in_a_room(service: str) -> None:
    """The file that joins the routes has none itself."""
    inside = {module.path for room in rooms(service) for module in api(room)}
    top = package(service).relative_to(ROOT)
    routed = {module.path for module in modules() if top in module.path.parents and list(commands(module))}
    assert routed - inside == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_route_is_named_like_its_command(service: str) -> None:
    """Step `take-evidence`, route and decision `take_evidence`, command `TakeEvidence`."""
    found = [pair for room in rooms(service) for module in api(room) for pair in commands(module)]
    assert found
    assert [(route, command) for route, command in found if snake(command) != route] == []


def api(room: Path) -> list[Module]:
    """The routes of a room: the files of its `api`, or that one file."""
    place = room.relative_to(ROOT) / "api"
    return [module for module in modules() if module.path.parent == place or module.path == place.with_suffix(".py")]


def about(module: Module) -> set[str]:
    """The word of its routes; the one file of a room is about the room."""
    room = module.path.parent.name
    return {room, singular(room)} if module.path.stem == "api" else {module.path.stem}


def commands(module: Module) -> Iterator[tuple[str, str]]:
    """Routes that change something, with the class of the body or of what they make of it."""
    for function in module.functions:
        posts = [
            decorator
            for decorator in function.decorator_list
            if isinstance(decorator, ast.Call) and is_post(decorator.func)
        ]
        annotations = {argument.arg: argument.annotation for argument in function.args.args}
        if posts and "command" in annotations:
            yield function.name, last_name(annotations["command"])
        elif posts:
            yield from ((function.name, made) for made in made_in(function))


def is_post(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "post"


def made_in(function: ast.AST) -> Iterator[str]:
    """`command = act.ConfirmAct(…)`."""
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
    return f"{word.removesuffix('ies')}y" if word.endswith("ies") else word.removesuffix("s")


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_imports_the_verbs_or_queries_of_another_subject(service: str) -> None:
    """Subjects share domains, facts, views and what they are given; only the service as a whole knows all verbs."""
    places = {room.relative_to(ROOT): dotted(room) for room in rooms(service) if room != package(service)}
    closed = {f"{room}.{layer}": room for room in places.values() for layer in ("verbs", "queries")}
    found = {
        f"{module.path} imports {name}"
        for place, own in places.items()
        for module in modules()
        if place in module.path.parents
        for name in module.names & closed.keys()
        if closed[name] != own
    }
    assert found == set()


def dotted(room: Path) -> str:
    """The name that a subject is imported by."""
    return ".".join(room.relative_to(ROOT).parts[2:])
