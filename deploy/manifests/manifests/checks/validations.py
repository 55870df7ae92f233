"""Evaluation of the CEL rules in the schemas of custom resources (`x-kubernetes-validations`)."""

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import celpy
from celpy.adapter import json_to_cel
from celpy.celparser import CELParseError
from celpy.evaluation import CELEvalError

from manifests.objects import Object

WORDS = (
    "true false null in as break const continue else for function if import let loop namespace package return var void "
    "while"
)
RESERVED = frozenset(WORDS.split())
SIGNS = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}


def broken_rules(schema: Object, resource: Object) -> Iterator[str]:
    """Fill in the defaults, as a cluster does, then yield broken rules; changes `resource`."""
    filled = with_defaults(schema, resource)
    yield from walk(schema, filled, "")


def with_defaults(schema: Any, part: Any) -> Any:
    """Fill in defaults wherever the parent of the missing field exists."""
    if isinstance(schema, dict) and isinstance(part, dict):
        for key, inner in schema.get("properties", {}).items():
            if key not in part and "default" in inner:
                part[key] = copy.deepcopy(inner["default"])
            if key in part:
                part[key] = with_defaults(inner, part[key])
    if isinstance(schema, dict) and isinstance(part, list):
        return [with_defaults(schema.get("items"), each) for each in part]
    return part


def walk(schema: Any, part: Any, path: str) -> Iterator[str]:
    """Walk through schema and object side by side, and yield broken rules."""
    if not isinstance(schema, dict) or part is None:
        return
    for rule in schema.get("x-kubernetes-validations", []):
        yield from broken(rule, part, path)
    if isinstance(part, dict):
        for key, value in part.items():
            yield from walk(inside(schema, key), value, f"{path}/{key}")
    if isinstance(part, list):
        for number, value in enumerate(part):
            yield from walk(schema.get("items"), value, f"{path}/{number}")


def inside(schema: Object, key: str) -> Any:
    return schema.get("properties", {}).get(key) or schema.get("additionalProperties")


def broken(rule: Object, part: Any, path: str) -> Iterator[str]:
    """Yield a rule that is broken or can't be evaluated; rules about changes (`oldSelf`) are skipped."""
    if "oldSelf" in rule["rule"]:
        return
    try:
        if not program(rule["rule"]).evaluate({"self": json_to_cel(escaped(part))}):
            yield f"{path.lstrip('/')}: {rule.get('message', rule['rule'])}"
    except (CELEvalError, CELParseError, ValueError, TypeError) as error:
        yield f"{path.lstrip('/')}: the rule {rule['rule']!r} can't be evaluated: {error}"


@cache
def program(rule: str) -> celpy.Runner:
    environment = celpy.Environment()
    return environment.program(environment.compile(rule))


def escaped(part: Any) -> Any:
    """Escape the names of fields as CEL rules write them."""
    if isinstance(part, dict):
        return {escape(key): escaped(value) for key, value in part.items()}
    return [escaped(value) for value in part] if isinstance(part, list) else part


def escape(key: str) -> str:
    if key in RESERVED:
        return f"__{key}__"
    return re.sub(r"__|[.\-/]", lambda found: SIGNS[found[0]], key)
