"""Everything that code, data, tests and pages cite exists: rules, sections of the law's page, decisions, anchors."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT, cited_here, product, written

from contracts_tool.citations import cited
from contracts_tool.rulebook import rulebook
from contracts_tool.working_copy import HERE

DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
TEXTS = (".py", ".toml", ".md", ".yaml", ".yml", "Makefile")
SECTION = re.compile(r"§ ?(\d+(?:\.\d+)?)")
DECISION = re.compile(r"\bdecisions?[ /]((?:\d{4}(?:, | and )?)+)")
PAGE_PART = re.compile(r"\b(?:docs/)?([a-z]+\.md)#([\w-]+)")
PARTS_OF_A_DECISION = ["Context", "Decision", "Cost", "Rejected", "Look again when"]


@cache
def texts() -> dict[Path, str]:
    """Everything that people write and read, by its path; schemas and examples never change."""
    return {path: (ROOT / path).read_text() for path in sorted(written()) if path.name.endswith(TEXTS)}


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Those of headings as they are shown on the web, and those set by hand."""
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings(page)}
    return slugs | set(re.findall(r'<a id="([^"]+)">', page.read_text()))


def test_every_rule_that_is_cited_stands_in_the_rules() -> None:
    known = tomllib.loads(HERE.rules.read_text()).keys()
    unknown = {str(path): cited(text) - known for path, text in texts().items()}
    assert {path: rules for path, rules in unknown.items() if rules} == {}
    assert len(set().union(*(cited(text) for text in texts().values()))) > 50


def test_the_page_of_rules_is_current() -> None:
    assert HERE.rulebook.read_text() == rulebook(HERE, cited_here()), "run make contracts"


def test_every_section_that_is_cited_stands_in_the_page_of_the_law() -> None:
    known = {heading.split()[0].rstrip(".") for heading in headings(DOCS / "domain.md")}
    found = {(str(path), number) for path, text in texts().items() for number in SECTION.findall(text)}
    assert {(path, number) for path, number in found if number not in known} == set()
    assert len(found) > 20


def test_nothing_cites_what_is_not_here() -> None:
    """A design, notes or a reference that lie elsewhere: who reads the code can't follow."""
    elsewhere = re.compile(r"\bdesign §|\.\./shared/(?!crd-schemas)")
    here = Path(__file__).relative_to(ROOT)
    assert [str(path) for path, text in texts().items() if elsewhere.search(text) and path != here] == []


def test_every_decision_that_is_cited_is_there() -> None:
    known = {path.name[:4] for path in DECISIONS.glob("[0-9]*.md")}
    found = {
        (str(path), number)
        for path, text in texts().items()
        for numbers in DECISION.findall(text)
        for number in re.findall(r"\d{4}", numbers)
    }
    assert {(path, number) for path, number in found if number not in known} == set()
    assert len(found) > 10


def test_every_part_of_a_page_that_is_linked_is_there() -> None:
    found = {(str(path), *part) for path, text in texts().items() for part in PAGE_PART.findall(text)}
    broken = {(path, page, part) for path, page, part in found if part not in anchors(page_of(path, page))}
    assert broken == set()
    assert len(found) > 5


def page_of(path: str, page: str) -> Path:
    """A page beside the one that links to it, or of docs."""
    beside = ROOT / Path(path).parent / page
    return beside if beside.exists() else DOCS / page


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda page: page.name)
def test_a_decision_has_all_its_parts_and_stands_in_the_index(page: Path) -> None:
    text = page.read_text()
    title, *parts = headings(page)
    assert parts == PARTS_OF_A_DECISION
    assert re.fullmatch(rf"{int(page.name[:4])}\. .+", title)
    found = re.search(r"^\*\*Date\*\* (\d{4}-\d{2}-\d{2}) · \*\*Status\*\* (.+)$", text, re.MULTILINE)
    assert found
    row = f"| {page.name[:4]} | [{title.partition('. ')[2]}]({page.name}) | {found[1]} | {found[2]} |"
    assert row in (DECISIONS / "README.md").read_text()


def test_no_two_decisions_have_the_same_number() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS.glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def names() -> Iterator[str]:
    """All that the product defines or names."""
    for module in product():
        yield from module.names
        for node in ast.walk(module.tree):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    yield name
                case ast.arg(arg=name):
                    yield name


def test_the_words_of_the_glossary_are_those_of_the_code() -> None:
    rows = [line.split(" | ") for line in (DOCS / "glossary.md").read_text().splitlines() if line.startswith("| ")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row[2])}
    assert len(told) > 60
    assert told - set(names()) == set()


def test_the_trail_of_an_event_names_what_is_there() -> None:
    """In the files of the architecture's trail stand the definitions that it tells to look for."""
    rows = re.findall(
        r"^\| \d+ \| \[([^]]+)\]\([^)]+\) \| `([\w-]+)`", (DOCS / "architecture.md").read_text(), re.MULTILINE
    )
    assert len(rows) > 20
    assert [(file, name) for file, name in rows if not re.search(rf"\b{name}\b", (ROOT / file).read_text())] == []
