"""The refusals that services and libraries declare: `NAME = Rule("code", …)`, read from their sources."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contracts_tool.citations import Source


@dataclass(frozen=True)
class Refusal:
    """A `Rule(…)` constant as its source declares it; `cited` are the rules and articles that its lines cite."""

    name: str
    code: str
    message: str
    title: str
    remedy: str
    law: str
    category: str
    source: Source
    cited: frozenset[str]

    @property
    def rules(self) -> list[str]:
        """The rules of docs/rules.toml among what is cited."""
        return sorted(one for one in self.cited if "-" in one)

    @property
    def kind(self) -> str:
        """The category as callers and counts name it."""
        return self.category.lower().replace("_", "-")

    @property
    def anchor(self) -> str:
        """The place of the code on the page; several rules may share it."""
        return f"code-{self.code.replace('/', '-')}"

    @property
    def part(self) -> str:
        """The service or library that declares the refusal."""
        return self.source.path.parts[1]


def declared(product: list[Source]) -> list[Refusal]:
    """Return all refusals, in the order of their files."""
    known = constants(product)
    return [refusal for source in product for refusal in refusals(source, known)]


def refusals(source: Source, known: Mapping[tuple[str, str], str]) -> Iterator[Refusal]:
    """Yield the rules that a module declares at module level."""
    if " = Rule(" not in source.text:
        return
    cited = list(source.citations())
    for node in source.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Rule"), args=args) as call):
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                law = given.get("law")
                yield Refusal(
                    name=name,
                    code=text(args[0]) or known[(source.path.parts[1], ast.unparse(args[0]))],
                    message=text(args[1]),
                    title=text(given.get("title")),
                    remedy=text(given.get("remedy")),
                    law=text(law) or known.get((source.path.parts[1], ast.unparse(law)), "") if law else "",
                    category=text(given.get("category")) or "UNLAWFUL",
                    source=source,
                    cited=frozenset(one.rule for one in cited if one.symbol == name),
                )


def constants(product: Iterable[Source]) -> dict[tuple[str, str], str]:
    """Return named texts by part and name: refusals that share a code or an article refer to it by such a name."""
    return {
        (source.path.parts[1], name): value
        for source in product
        if "Rule" in source.text
        for node in source.tree.body
        for name, value in texts_of(node)
    }


def texts_of(node: ast.stmt) -> Iterator[tuple[str, str]]:
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value)))
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(value)))
        ):
            yield name, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from ((ast.unparse(name), text(value)) for name, value in zip(names, values, strict=True))


def text(node: ast.expr | None) -> str:
    """Return a literal, or the last name of `Category.UNKNOWN`."""
    match node:
        case ast.Constant(value=str(value)):
            return value
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""
