"""What carries an article of the law, and how much of the law is carried."""

from collections.abc import Iterator
from functools import cache

from contracts_tool.coverage import Found, gathered
from contracts_tool.law import Article, laws
from contracts_tool.working_copy import HERE


def lines_about_law(name: str) -> Iterator[str]:
    """Yield a law's share and articles, or an article's places; nothing for what is neither."""
    code, _, number = name.partition(" ")
    law = laws(HERE).get(code)
    if law and not number:
        yield law.share
        yield from (told(article) for article in law.articles.values())
    elif law and number.isdigit() and (article := law.articles.get(int(number))):
        yield told(article)
        yield from places(article.name)


def told(article: Article) -> str:
    return f"{article.name:8}{article.state}  {article.about}  {article.why}".rstrip()


def places(article: str) -> Iterator[str]:
    """Yield what cites the article, and the tests that meet it."""
    found = read_once()
    carriers = sorted({(found.kind(one), f"{one.path} {one.symbol}".rstrip()) for one in found.carriers(article)})
    gates = [("gate", " ".join(gate)) for gate in found.gates(article)]
    tests = sorted({("test", f"{one.path} {one.symbol}".rstrip()) for one in found.tests(article)})
    yield from (f"{kind:12}{place}" for kind, place in [*gates, *carriers, *tests])


@cache
def read_once() -> Found:
    return gathered(HERE)
