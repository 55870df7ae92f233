"""OpenAPI documents of the services, committed: clients are generated from them, and a change shows as a diff."""

import json
from importlib import import_module
from typing import Any

from chassis.clock import wall
from chassis.process import compose
from chassis.testing import in_memory
from contracts.topics import SERVICES
from contracts_tool.working_copy import WorkingCopy


def write_openapi(copy: WorkingCopy) -> int:
    """Write the documents of all services; return the exit status."""
    copy.openapi.mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        blueprint = import_module(f"{service}.__main__").BLUEPRINT
        described = compose(blueprint, in_memory(wall), "api").app().openapi()
        (copy.openapi / f"{service}.json").write_text(as_committed(described))
    print(f"contracts | {len(SERVICES)} OpenAPI documents in web/openapi")
    return 0


def as_committed(described: dict[str, Any]) -> str:
    return json.dumps(ordered(described), ensure_ascii=False, indent=1) + "\n"


def ordered(part: Any, named: str = "") -> Any:
    """Return the document with its keys sorted, save the fields of objects: forms show them as they were declared."""
    if isinstance(part, list):
        return [ordered(inner) for inner in part]
    if isinstance(part, dict):
        keys = part if named == "properties" else sorted(part)
        return {key: ordered(part[key], "" if named == "properties" else key) for key in keys}
    return part
