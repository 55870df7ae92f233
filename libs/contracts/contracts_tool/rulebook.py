"""docs/rules.md: each rule of the law with its source, the code that applies it and the tests that meet it."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from contracts_tool.citations import Citation, Source, sources
from contracts_tool.working_copy import WorkingCopy

HEAD = """\
# Rules of the law

Written by `make contracts` from [rules.toml](rules.toml) and from the places that cite a rule; not by hand.

Code, tests and pages cite a rule by its name, such as X-15. This page says what each rule asks, where it comes from,
which code applies it and which tests meet it. Laws and marks such as (unverified) are those of [domain.md](domain.md).
A dash means that nothing cites the rule: the platform does not do yet what it is about, or the rule is applied under
another name (P-1 as X-01). BLOCK: the step is refused. FLAG: it is recorded, and the head and the supervisor see it.
The last part lists every refusal by its code.
"""
RULES = "| Rule | What | Source | Applied in | Tested in |\n|---|---|---|---|---|\n"
CODES = "| Code | The caller reads | Article | Category | Declared in | Rules |\n|---|---|---|---|---|---|\n"
MOST_TESTS = 4


@dataclass(frozen=True)
class Refusal:
    """A `Rule(…)` constant as its source declares it; `rules` are those of the law that its lines cite."""

    name: str
    code: str
    told: str
    law: str
    category: str
    source: Source
    rules: frozenset[str]

    @property
    def part(self) -> str:
        """The service or library that declares it."""
        return self.source.path.parts[1]


def rulebook(copy: WorkingCopy) -> str:
    """The whole page."""
    texts = tomllib.loads(copy.rules.read_text())
    found = sources(copy.root)
    known = constants(source for source in found if not source.is_test)
    declared = [refusal for source in found if not source.is_test for refusal in refusals(source, known)]
    tests = [source for source in found if source.is_test]
    applied = [citation for source in found if not source.is_test for citation in source.citations()]
    met = [*(one for source in tests for one in source.citations()), *met_by_name(declared, tests)]
    families = [family(copy, letter, texts, applied, met) for letter in texts["families"]]
    return "\n".join([HEAD, *families, codes(copy, declared)])


def family(copy: WorkingCopy, letter: str, texts: dict[str, Any], applied: list[Citation], met: list[Citation]) -> str:
    """The rules whose names begin with a letter, as a section."""
    rows = [
        row(name, rule, places_of(copy, name, applied), places_of(copy, name, met))
        for name, rule in texts.items()
        if name.startswith(f"{letter}-")
    ]
    return f"## {letter}: {texts['families'][letter]}\n\n{RULES}" + "".join(rows)


def row(name: str, rule: dict[str, str], applied: str, met: str) -> str:
    what = f"{rule['what']} — {rule['kind']}" if "kind" in rule else rule["what"]
    return f'| <a id="{name.lower()}"></a>{name} | {what} | {rule["law"]} | {applied or "–"} | {met or "–"} |\n'


def places_of(copy: WorkingCopy, rule: str, found: list[Citation]) -> str:
    """The files that cite a rule, with a few of the definitions in each."""
    ordered = sorted({one for one in found if one.rule == rule}, key=lambda one: (one.path, one.symbol))
    cells = []
    for path, ones in groupby(ordered, lambda one: one.path):
        symbols = [one.symbol for one in ones if one.symbol]
        left = f", {len(symbols) - MOST_TESTS} more" if len(symbols) > MOST_TESTS else ""
        named = ", ".join(f"`{symbol}`" for symbol in symbols[:MOST_TESTS])
        cells.append(f"{linked(copy, path)} {named}{left}".strip())
    return "<br>".join(cells)


def linked(copy: WorkingCopy, path: Path) -> str:
    """A link whose text leaves out what says nothing: `services/`, and a package named as its folder."""
    text = Path(*path.parts[1:]) if path.parts[0] in ("services", "libs") else path
    return f"[{text}]({(copy.root / path).relative_to(copy.rulebook.parent, walk_up=True)})"


def refusals(source: Source, known: Mapping[tuple[str, str], str]) -> Iterator[Refusal]:
    """The rules that a module declares at its top."""
    if " = Rule(" not in source.text:
        return
    cited = list(source.citations())
    for node in source.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Rule"), args=args) as call):
                given = {it.arg: it.value for it in call.keywords}
                yield Refusal(
                    name=name,
                    code=text(args[0]) or known[(source.path.parts[1], ast.unparse(args[0]))],
                    told=text(given.get("title")) or text(args[1]),
                    law=text(given.get("law")),
                    category=text(given.get("category")) or "UNLAWFUL",
                    source=source,
                    rules=frozenset(one.rule for one in cited if one.symbol == name),
                )


def constants(product: Iterable[Source]) -> dict[tuple[str, str], str]:
    """The texts that have a name of their own, by part and name: refusals that share a code name it so."""
    return {
        (source.path.parts[1], name): value
        for source in product
        if "Rule" in source.text
        for node in source.tree.body
        for name, value in texts_of(node)
    }


def texts_of(node: ast.stmt) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
            yield name, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from ((ast.unparse(name), text(value)) for name, value in zip(names, values, strict=True))


def text(node: ast.expr | None) -> str:
    """A literal, or the last name of `Category.UNKNOWN`."""
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""


def met_by_name(declared: Iterable[Refusal], tests: list[Source]) -> Iterator[Citation]:
    """Tests that name the code of a refusal, or the constant in its own part, meet the rules that it stands for."""
    meeting = [(test, function.name, set(words(function))) for test in tests for function in functions(test)]
    shared = Counter(refusal.code for refusal in declared)
    for refusal in declared:
        code = f'"{refusal.code}"' if shared[refusal.code] == 1 else ""
        own = {refusal.name, f"{refusal.source.path.stem}.{refusal.name}"}
        for test, name, found in meeting:
            if code in found or (test.path.parts[1] == refusal.part and own & found):
                yield from (Citation(rule, test.path, name) for rule in refusal.rules)


def functions(test: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    yield from (node for node in test.tree.body if isinstance(node, kinds) and node.name.startswith("test_"))


def words(function: ast.AST) -> Iterator[str]:
    """The names in a function, attributes with what they are of, and its texts in quotation marks."""
    for node in ast.walk(function):
        match node:
            case ast.Constant(value=str(value)):
                yield f'"{value}"'
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                yield f"{owner}.{name}"
            case ast.Name(id=name):
                yield name


def codes(copy: WorkingCopy, declared: list[Refusal]) -> str:
    """Every refusal by its code, those of a service before those that all share."""
    ordered = sorted(declared, key=lambda refusal: ("/" not in refusal.code, refusal.code, refusal.name))
    return f"## Refusals by code\n\n{CODES}" + "".join(code_row(copy, refusal) for refusal in ordered)


def code_row(copy: WorkingCopy, refusal: Refusal) -> str:
    category = refusal.category.lower().replace("_", "-")
    place = f"{linked(copy, refusal.source.path)} `{refusal.name}`"
    rules = ", ".join(sorted(refusal.rules)) or "–"
    return f"| `{refusal.code}` | {refusal.told} | {refusal.law or '–'} | {category} | {place} | {rules} |\n"
