"""The sections of docs/rules.md on what a command may refuse: its decision, and what its verb looks up."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from contracts_tool.links import linked
from contracts_tool.reach import Decision, Met, Reach
from contracts_tool.refusals import Refusal
from contracts_tool.working_copy import WorkingCopy

ABOUT_COMMANDS = """\
Every refusal that a decision can give, its gates included, found by following calls: one line per function, in the
order of the calls; a refusal stands only on the first line that can give it, and leads to its text and article. Where
several rules share a code, their names stand beside it. Besides, every command may meet what its verb [looks
up](#refusals-of-what-verbs-look-up), and what the [layers](#refusals-by-layer) around it say.
"""
ABOUT_LOOKUPS = """\
What verbs, facts, sight, queries and reactions refuse outside of decisions, by file: what they look up and claim, and
who may see it.
"""
LOOKUPS = "| File | May refuse with |\n|---|---|\n"


def commands(copy: WorkingCopy, reach: Reach, refused: list[Refusal]) -> str:
    """Return the section of all decisions with the refusals that each can meet."""
    shared = shared_codes(refused)
    parts = []
    for service, decisions in groupby(reach.decisions, lambda decision: decision.path.parts[1]):
        parts.append(f"\n### Decisions of {service}\n")
        parts += [told(copy, reach, decision, shared) for decision in decisions]
    return f"## Refusals by command\n\n{ABOUT_COMMANDS}" + "".join(parts)


def told(copy: WorkingCopy, reach: Reach, decision: Decision, shared: set[str]) -> str:
    """Return a decision and, line by line, the functions behind it with what each refuses."""
    steps = groupby(reach.of(decision), lambda met: (met.module, met.function))
    lines = [step(copy, reach, list(met), shared) for _, met in steps]
    anchor = f"{decision.path.parts[1]}-{decision.name}"
    head = f'\n#### <a id="{anchor}"></a>`{decision.name}`\n\n{linked(copy, decision.path)}'
    return head + (":\n\n" + "".join(lines) if lines else " refuses nothing.\n")


def step(copy: WorkingCopy, reach: Reach, met: list[Met], shared: set[str]) -> str:
    module, function = met[0].module, met[0].function
    gate = "gate " if (module, function) in reach.gate_functions else ""
    place = linked(copy, reach.modules[module].path, f"`{function}`")
    return f"- {gate}{place}: {spelled((one.refusal for one in met), shared)}\n"


def spelled(refused: Iterable[Refusal], shared: set[str]) -> str:
    """Return the codes, each once; a code that several rules share is followed by their names."""
    named: dict[tuple[str, str], list[str]] = {}
    for refusal in refused:
        named.setdefault((refusal.code, refusal.anchor), []).append(refusal.name)
    return ", ".join(
        f"[`{code}`](#{anchor})" + (f" ({', '.join(names)})" if code in shared else "")
        for (code, anchor), names in named.items()
    )


def shared_codes(refused: list[Refusal]) -> set[str]:
    return {code for code, count in Counter(refusal.code for refusal in refused).items() if count > 1}


def lookups(copy: WorkingCopy, reach: Reach) -> str:
    """Return the section of what services refuse outside of decisions."""
    shared = shared_codes(list(reach.refused.values()))
    rows = [
        f"| {linked(copy, module.path)} | {spelled(found, shared)} |\n"
        for module in reach.modules.values()
        if module.path.parts[0] == "services" and not is_domain(module.name) and (found := reach.named_in(module))
    ]
    return f"## Refusals of what verbs look up\n\n{ABOUT_LOOKUPS}\n{LOOKUPS}" + "".join(rows)


def is_domain(module: str) -> bool:
    return "domain" in module.split(".")
