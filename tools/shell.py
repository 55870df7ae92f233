"""`python -m tools.shell SERVICE`: Python with `await` beside a service of the local stack, to look at what is there.

`service` is assembled as in its own process and `documents` is its store. Nothing runs in the background, and nothing
can be written: what would write raises PermissionError.
"""

import asyncio
import os
import sys
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from code import InteractiveConsole
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from inspect import iscoroutine
from types import CodeType, FunctionType
from typing import Any, cast

from chassis.documents import Documents
from chassis.process import Blueprint, Outside, Process, Settings, compose, production
from contracts.topics import SERVICES
from stack import ports, services
from stack import settings as stack_settings

READ_METHODS = ("find", "count", "ping", "now")
BANNER = """\
{name} on the store of the local stack, to look and not to write. Await at the prompt:
  stores     by kind ({kinds}): await stores["{kind}"].find("{kind}-…")
  documents  await documents.find("{kind}", {{}}, limit=1)
  service    its verbs, and what they stand on
  process    its settings, clock, parked records …"""


class ReadOnlyDocuments:
    """Documents that can be read; anything else raises PermissionError."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __getattr__(self, name: str) -> Any:
        if name not in READ_METHODS:
            raise PermissionError(f"make shell only looks: documents.{name} is for the service's own processes")
        return getattr(self._documents, name)


class AwaitingConsole(InteractiveConsole):
    """A console whose lines may await; each line runs on one loop, to which the store's client belongs."""

    def __init__(self, names: Mapping[str, Any], runner: asyncio.Runner) -> None:
        super().__init__({"__name__": "__console__", **names})
        self.compile.compiler.flags |= PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.runner = runner

    def runcode(self, code: CodeType) -> None:
        try:
            result = FunctionType(code, self.locals)()
            if iscoroutine(result):
                self.runner.run(result)
        except SystemExit:
            raise
        except BaseException:
            self.showtraceback()


def main(name: str = "") -> int:
    if name not in SERVICES:
        print(f"make shell SERVICE=…: one of {', '.join(SERVICES)}", file=sys.stderr)
        return 2
    stack = stack_settings.Settings()
    if not stack.store_url and not ports.listens(stack.store_port):
        print(f"no store listens on port {stack.store_port}: `make run` starts one", file=sys.stderr)
        return 1
    os.environ |= services.shared_environment(stack)
    with asyncio.Runner() as runner:
        process = runner.run(assembled(name))
        with_history()
        AwaitingConsole(names_of(process), runner).interact(banner(process), exitmsg="")
        process.outside.close()
    return 0


async def assembled(name: str) -> Process[Any]:
    """The service on the store of the local stack, made inside the loop that will use it."""
    return compose_read_only(import_module(f"{name}.__main__").BLUEPRINT, production(name, Settings()))


def compose_read_only(blueprint: Blueprint[Any], outside: Outside) -> Process[Any]:
    """The service as it would be composed, without a way to write."""
    documents = cast("Documents", ReadOnlyDocuments(outside.documents))
    return compose(blueprint, replace(outside, documents=documents), "api")


def names_of(process: Process[Any]) -> dict[str, Any]:
    """Return the names that the console knows."""
    stores = {store.kind: store for store in process.parts.stores}
    documents = process.parts.documents
    return {"service": process.service, "documents": documents, "stores": stores, "process": process}


def banner(process: Process[Any]) -> str:
    kinds = [store.kind for store in process.parts.stores]
    return BANNER.format(name=process.name, kind=kinds[0], kinds=", ".join(kinds))


def with_history() -> None:
    """Arrow keys, where Python has readline."""
    try:
        import_module("readline")
    except ImportError:
        return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
