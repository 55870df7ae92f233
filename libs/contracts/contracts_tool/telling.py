"""What people are told an article by: refusals, steps, what may be chosen, findings of reviews, and terms."""

import ast
import re
from collections.abc import Iterable, Iterator

from contracts_tool.citations import Source
from contracts_tool.law import named, places
from contracts_tool.refusals import declared, text
from contracts_tool.units import TERMS

type Places = dict[str, dict[str, set[str]]]
"""By section and name of what cites: the cited places, such as `APL 76(1)(5)`."""

STEP = re.compile(r'^name = "(?P<name>[\w-]+)"$|^law = "(?P<law>.*)"$', re.MULTILINE)
FIGURE = re.compile(r"^(?P<name>[a-z]\w*) = ")
CONSTANT = re.compile(r"^(?P<name>[A-Z_]+)(?:: Final)? = [\d_]+ +# (?P<law>.*)$", re.MULTILINE)


def told(product: list[Source], laws: Iterable[str]) -> Places:
    """Return all places of these laws that are told."""
    kept = set(laws)
    found: Places = {}
    for section, name, law in telling(product):
        cited = {named(*place) for place in places(law) if place[0] in kept}
        if cited:
            found.setdefault(section, {}).setdefault(name, set()).update(cited)
    return found


def telling(product: list[Source]) -> Iterator[tuple[str, str, str]]:
    """Yield section and name of whatever cites, with the text that cites."""
    yield from (("rules", one.code, one.law) for one in declared(product))
    yield from (("terms", name, law) for name, law in TERMS.items())
    rows = {name: row for source in product for name, row, _ in points(source)}
    for source in product:
        if source.path.suffix == ".toml":
            yield from in_data(source)
        else:
            yield from (("findings", row, law) for _, row, law in points(source))
            yield from in_calls(source, rows)
            yield from (("terms", one["name"], one["law"]) for one in CONSTANT.finditer(source.text))


def points(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of what reviews look for: constant, row, articles."""
    for node in source.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Point"), args=[row, law])):
                yield name, text(row), text(law)


def in_calls(source: Source, rows: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=point), attr="by"), args=[law]) if point in rows:
                yield "findings", rows[point], text(law)
            case ast.Call(func=ast.Name(id="chosen"), args=[ast.Name(id=kind), law]):
                yield "choices", kind, text(law)
            case ast.Call(func=ast.Name(id="Choice" | "Offer" as kind), keywords=keywords):
                given = {keyword.arg: text(keyword.value) for keyword in keywords}
                name = given.get("name") or given.get("label", "")
                yield ("steps" if kind == "Offer" else "choices"), name, given.get("law", "")
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Attribute) and text(value):
                        yield "choices", ast.unparse(key), text(value)


def in_data(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield the steps of a procedure, and the figures below a comment or a law."""
    step, comment, data = "", "", source.path.stem
    for line in source.text.splitlines():
        if found := STEP.match(line):
            step = found["name"] or step
            yield ("steps", step, found["law"] or "") if step else ("terms", data, found["law"] or "")
        elif (figure := FIGURE.match(line)) and comment:
            yield "terms", f"{data}.{figure['name']}", comment
        comment = f"{comment} {line}" if line.startswith("#") else ""
