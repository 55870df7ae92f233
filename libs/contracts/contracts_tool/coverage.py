"""The sections of docs/rules.md on the articles of each law: what carries them, and what tests it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contracts_tool.citations import Citation, Source, sources
from contracts_tool.law import Article, Law, State, articles
from contracts_tool.meeting import Naming, met_by_definition, met_by_name
from contracts_tool.places import anchored_at, listed, places_of
from contracts_tool.reach import Decision, Name, Reach, module_of
from contracts_tool.refusals import Refusal, declared
from contracts_tool.working_copy import WorkingCopy

ABOUT = """\
Carried by: rules that refuse, gates before steps, events, dated data and other definitions, all found by the article
that they cite. In part, refused and not yet: what is missing. A test holds each remark to the code.
"""
TABLE = "| Article | About | How far | Carried by | Tested in |\n|---|---|---|---|---|\n"
NOT_YET = "not-yet-supported"


@dataclass(frozen=True)
class Found:
    """All that code and tests cite; `refused` are the refusals that are declared."""

    product: list[Source]
    refused: list[Refusal]
    applied: list[Citation]
    met: list[Citation]
    reach: Reach

    def carriers(self, article: str) -> list[Citation]:
        """Return the definitions and data that cite an article; a remark at the head of a module carries nothing."""
        return [one for one in self.applying(article) if carries(one)]

    def applying(self, rule: str) -> list[Citation]:
        """Return all of the product that cites a rule or an article."""
        return self.applied_by_rule.get(rule, [])

    def tests(self, rule: str) -> list[Citation]:
        return self.met_by_rule.get(rule, [])

    @cached_property
    def applied_by_rule(self) -> dict[str, list[Citation]]:
        return by_rule(self.applied)

    @cached_property
    def met_by_rule(self) -> dict[str, list[Citation]]:
        return by_rule(self.met)

    def kinds(self, article: str) -> Counter[str]:
        """Count the carriers of an article by kind; the gates that apply its rules come on top."""
        kinds = Counter(self.kind(one) for one in set(self.carriers(article)))
        return kinds + Counter({"gate": len(self.gates(article))})

    def kind(self, one: Citation) -> str:
        if one.path.suffix == ".toml":
            return "data"
        if (module_of(one.path), one.symbol) in self.reach.refused:
            return "rule"
        return "event" if one.path.parts[1] == "contracts" and one.symbol in self.events else "definition"

    def gates(self, article: str) -> list[Name]:
        return [gate for gate, refused in self.shut.items() if any(article in articles(one.law) for one in refused)]

    def refusals(self, article: str) -> list[Refusal]:
        return [one for one in self.reach.refused.values() if article in articles(one.law)]

    @cached_property
    def shut(self) -> dict[Name, list[Refusal]]:
        """What each gate refuses."""
        gates = sorted(self.reach.gate_functions)
        return {gate: [met.refusal for met in self.reach.of(Decision(Path(), *gate))] for gate in gates}

    @cached_property
    def events(self) -> frozenset[str]:
        """The names of the classes of events."""
        return frozenset(name for module in self.reach.modules.values() for name in module.events)


def by_rule(citations: list[Citation]) -> dict[str, list[Citation]]:
    found = defaultdict[str, list[Citation]](list)
    for one in citations:
        found[one.rule].append(one)
    return found


def gathered(copy: WorkingCopy) -> Found:
    """Read every source of the working copy."""
    found = sources(copy.root)
    product, tests = [one for one in found if not one.is_test], [one for one in found if one.is_test]
    refused = declared(product)
    applied = [citation for source in product for citation in source.citations()]
    naming = Naming(tests)
    met = [
        *(one for source in tests for one in source.citations()),
        *met_by_name(refused, naming),
        *met_by_definition(applied, naming),
    ]
    return Found(product, refused, applied, met, Reach(product, refused))


def carries(one: Citation) -> bool:
    part, *_ = one.path.parts
    return part in ("libs", "services") and bool(one.symbol or one.path.suffix == ".toml")


def section(copy: WorkingCopy, law: Law, found: Found) -> str:
    """Return the table of a law's articles, and the places of each."""
    rows = "".join(row(one, found) for one in law.articles.values())
    places = "".join(below(copy, one.name, found) for one in law.articles.values())
    anchor = f'<a id="{law.code.lower()}"></a>'
    return f"## {anchor}{law.code}: articles of the {law.title}\n\n{law.share}.\n\n{ABOUT}\n{TABLE}{rows}{places}"


def below(copy: WorkingCopy, article: str, found: Found) -> str:
    """Return the places of an article; of tests alone there is nothing to tell."""
    carriers = found.carriers(article)
    tested = places_of(copy, article, found.tests(article))
    return listed(article, places_of(copy, article, carriers), tested) if carriers else ""


def row(article: Article, found: Found) -> str:
    name, carried = article.name, found.carriers(article.name)
    told = f"{article.state}: {article.why}" if article.why else str(article.state)
    kinds = found.kinds(name) if carried else Counter[str]()
    counted = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    tests = len({one.path for one in found.tests(name)}) if carried else 0
    at = anchored_at(name)
    cells = [
        f'<a id="{at}"></a>{name}',
        article.about,
        told,
        f"[{counted}](#{at}-places)" if counted else "–",
        str(tests or "–"),
    ]
    return f"| {' | '.join(cells)} |\n"


def faults(law: Law, found: Found) -> Iterator[str]:
    """Yield where remarks and code differ: an article that nothing carries, or one that is said to be missing."""
    for article in law.articles.values():
        carried = bool(found.carriers(article.name))
        if article.state in (State.NOT_YET, State.NOT_OURS) and carried:
            yield f"{article.name} is said to be {article.state}, but {where(found, article)} cites it"
        elif article.state not in (State.NOT_YET, State.NOT_OURS) and not carried:
            yield f"{article.name} is said to be {article.state}, but nothing in code cites it"
        elif carried and not found.tests(article.name):
            yield f"{article.name} is carried by {where(found, article)}, but no test meets it"
        if article.state is State.REFUSED and not any(NOT_YET in one.code for one in found.refusals(article.name)):
            yield f"{article.name} is said to be {article.state}, but nothing refuses it as {NOT_YET}"


def where(found: Found, article: Article) -> str:
    one = found.carriers(article.name)[0]
    return f"{one.path} {one.symbol}".strip()
