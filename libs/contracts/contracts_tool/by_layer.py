"""The section of docs/rules.md on what every command may be answered by the layers around its decision."""

import ast
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from pathlib import Path

from contracts_tool.citations import Source
from contracts_tool.links import linked
from contracts_tool.refusals import Refusal
from contracts_tool.working_copy import WorkingCopy

CHASSIS, CONTRACTS = Path("libs/chassis/chassis"), Path("libs/contracts/contracts")
GATEWAY = Path("deploy/local/stack/routes.py")
PROBLEMS = CHASSIS / "http/problems.py"
LAYERS = (
    ("A closed process", "before anything of the request is read", (CHASSIS / "recovery",)),
    (
        "HTTP",
        "before the verb is called, and for what nobody foresaw",
        (CHASSIS / "http", CHASSIS / "security.py", CONTRACTS / "steps.py", CONTRACTS / "judged.py"),
    ),
    ("Store", "while the verb reads and writes", (CHASSIS / "store", CHASSIS / "deadlines")),
    ("Lists and files", "to queries, uploads and links", (CHASSIS / "documents", CHASSIS / "consuming")),
)
"""Title of a layer, when it answers, and the files and folders that declare what it says."""
ABOUT = """\
The closed list of what any request may be answered besides the refusals of [its decision](#refusals-by-command) and of
[what its verb looks up](#refusals-of-what-verbs-look-up); a request meets the layers in this order. The status of a
refusal follows from its category, unless its table shows another one:
"""
LAYER = "| Code | Status | The caller reads | Declared in |\n|---|---|---|---|\n"
OTHER = "not-accepted"

type Answer = tuple[int, str, str, str]  # status, code, what the caller reads, place


def layers(copy: WorkingCopy, product: list[Source], refused: list[Refusal]) -> str:
    """Return the section of all layers, from the gateway to the store."""
    sources = {source.path: source for source in product}
    by_category, own = statuses(sources.get(PROBLEMS))
    gateway = [*spoken(copy, sources.get(GATEWAY), "ANSWERS")]
    parts = [section("Gateway", "before a service is reached, or when none answers", gateway)]
    if gateway:
        parts.append(f"\nAnything else that the gateway says has the code `{OTHER}`.\n")
    for title, when, within in LAYERS:
        found = [answer(copy, one, by_category, own) for one in refused if lies_in(one.source.path, within)]
        if title == "HTTP":
            found += spoken(copy, sources.get(PROBLEMS), "HTTP_TITLES")
        parts.append(section(title, when, found))
    categories = ", ".join(f"{category} {status}" for category, status in by_category.items())
    return f"## Refusals by layer\n\n{ABOUT}{categories}.\n" + "".join(parts)


def lies_in(path: Path, parts: Iterable[Path]) -> bool:
    return any(path == part or part in path.parents for part in parts)


def section(title: str, when: str, answers: list[Answer]) -> str:
    """Return a layer with its answers by status; each code once."""
    first = {(status, code): (status, code, text, place) for status, code, text, place in reversed(answers)}
    rows = [f"| `{code}` | {status} | {text} | {place} |\n" for status, code, text, place in sorted(first.values())]
    return f"\n### {title}\n\nAnswers {when}.\n\n{LAYER}{''.join(rows)}" if rows else ""


def answer(copy: WorkingCopy, refusal: Refusal, by_category: dict[str, int], own: dict[str, int]) -> Answer:
    status = own.get(refusal.name) or by_category.get(refusal.kind, 0)
    return (
        status,
        refusal.code,
        refusal.message,
        f"{linked(copy, refusal.source.path)} `{refusal.name}`",
    )


def spoken(copy: WorkingCopy, source: Source | None, table: str) -> Iterator[Answer]:
    """Yield what a table of texts by status says; its codes are the names of the statuses."""
    for key, value in entries(source, table):
        status = ast.literal_eval(key)
        said = ast.literal_eval(value)
        text = said if isinstance(said, str) else said[-1]
        yield (
            status,
            HTTPStatus(status).phrase.lower().replace(" ", "-"),
            text,
            f"{linked(copy, source_path(source))} `{table}`",
        )


def source_path(source: Source | None) -> Path:
    return source.path if source else Path()


def statuses(source: Source | None) -> tuple[dict[str, int], dict[str, int]]:
    """Return the statuses by category, and those of rules that have their own, by the rule's name."""
    by_category = {
        ast.unparse(key).rpartition(".")[2].lower().replace("_", "-"): ast.literal_eval(value)
        for key, value in entries(source, "STATUS")
    }
    return by_category, {ast.unparse(key): ast.literal_eval(value) for key, value in entries(source, "OWN_STATUS")}


def entries(source: Source | None, table: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield keys and values of a dictionary at the top of a module."""
    for node in source.tree.body if source else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys, values=values)) if name == table:
                yield from ((key, value) for key, value in zip(keys, values, strict=True) if key)
