"""Citation of the law that a rule stands in."""

import re
from typing import Annotated

from pydantic import StringConstraints

from contracts.values import Value, Word

PARTS = re.compile(r"(\d+)(?:¶(\d+)(?:-(\d+))?)?(?:#(\d+))?")

Article = Annotated[str, StringConstraints(pattern=rf"^{PARTS.pattern}$")]


class Citation(Value):
    """An article of a law: `42¶2#3` is article 42, paragraph 2, item 3; `verified` once somebody checked it."""

    law: Word
    article: Article
    verified: bool

    @property
    def text(self) -> str:
        """The citation in the words of documents: 安全生产法第42条第2款第3项."""
        article, paragraph, last, item = PARTS.findall(self.article)[0]
        span = f"{paragraph}至{last}" if last else paragraph
        return f"{self.law}第{article}条" + (f"第{span}款" if span else "") + (f"第{item}项" if item else "")
