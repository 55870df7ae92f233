"""JSON as RFC 8259 has it: UTF-8, and no name twice in one object; of two, each reader would take another one."""

import json
from typing import Any

from fastapi import Request

from contracts.refusal import Category, Rule

NOT_UTF_8 = Rule(
    "not-utf-8", "请求内容不是 UTF-8 编码", category=Category.MALFORMED, remedy="请以 UTF-8 编码发送请求内容"
)
DOUBLED = Rule(
    "doubled-name",
    "请求内容中“{name}”重复出现",
    category=Category.MALFORMED,
    remedy="请使每一项只出现一次，重复的值不能取舍",
)
SHOWN = 60


class Unreadable(json.JSONDecodeError):
    """JSON that breaks one of the rules; what FastAPI raises instead has it as its cause."""

    def __init__(self, rule: Rule, **facts: str) -> None:
        super().__init__(rule.code, "", 0)
        self.rule = rule
        self.facts = facts


class StrictRequest(Request):
    """A request that reads its JSON strictly."""

    async def json(self) -> Any:
        """Return the body's value; raise JSONDecodeError."""
        if not hasattr(self, "_json"):
            try:
                text = (await self.body()).decode("utf-8-sig")
            except UnicodeDecodeError:
                raise Unreadable(NOT_UTF_8) from None
            self._json = json.loads(text, object_pairs_hook=each_once)
        return self._json


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object of the pairs; raise Unreadable with the name that comes twice."""
    whole = dict(pairs)
    if len(whole) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise Unreadable(DOUBLED, name=doubled[:SHOWN].encode(errors="replace").decode())
    return whole
