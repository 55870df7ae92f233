"""Every article of the law is carried by code that cites it, or it is said why not; no citation leads nowhere."""

from collections.abc import Iterator
from functools import cache

import pytest
from tests.architecture.sources import cited_here
from tests.architecture.test_citations import texts
from tests.architecture.test_rules import rules

from contracts.articles import ITEMS_ONLY
from contracts_tool.coverage import faults
from contracts_tool.law import Article, Law, State, astray, laws
from contracts_tool.working_copy import HERE

MEASURES_AND_ENFORCEMENT = {*range(16, 61), 69}


@cache
def known() -> dict[str, Law]:
    return laws(HERE)


def articles() -> Iterator[Article]:
    return (article for law in known().values() for article in law.articles.values())


def test_every_article_is_listed() -> None:
    assert known()["APL"].articles.keys() == set(range(1, 87))
    assert known()["ACL"].articles.keys() == MEASURES_AND_ENFORCEMENT


def test_every_article_that_is_cited_exists_with_its_paragraph_and_item() -> None:
    invented = {
        "libs/contracts/tests/test_law.py",
        "libs/contracts/tests/test_pins.py",
        "services/cases/tests/powers/test_reference.py",
    }
    wrong = {str(path): astray(text, known()) for path, text in texts().items() if str(path) not in invented}
    assert {path: cited for path, cited in wrong.items() if cited} == {}


@pytest.mark.parametrize("law", ["APL", "ACL"])
def test_what_is_said_of_an_article_is_true_of_the_code(law: str) -> None:
    """A step that came to be has its article: take its remark out of docs/law.toml, or say what is still missing."""
    assert list(faults(known()[law], cited_here())) == []


def test_an_article_has_one_remark_at_most() -> None:
    doubled = [one.name for one in articles() if sum(map(bool, remarks(one))) > 1]
    assert doubled == []


def remarks(article: Article) -> tuple[str, ...]:
    return (article.missing, article.refused, article.not_yet, article.not_ours)


def test_lists_without_paragraphs_are_known_as_such() -> None:
    """What Chinese calls the first item (项) must not be told as the first paragraph (款)."""
    assert {(one.law, str(one.number)) for one in articles() if one.is_bare_list} == ITEMS_ONLY


def test_the_share_counts_every_article() -> None:
    for law in known().values():
        assert sum(law.states[state] for state in State) == len(law.articles)


def test_the_article_that_is_read_from_the_source_is_the_one_that_people_are_told() -> None:
    """Else a rule whose article is a name would be in no table, and pinned to no wording (docs/phrases.toml)."""
    told = {(rule.code, rule.law) for rule in rules() if rule.law}
    assert told - {(one.code, one.law) for one in cited_here().refused} == set()
    assert len(told) > 250
