"""The reader of docs/subscribing.md as a module."""

from importlib import util
from types import ModuleType

from stack.folders import ROOT

PROGRAM = ROOT / "docs" / "examples" / "subscriber.py"


def loaded() -> ModuleType:
    """Return the program, without running its `main`."""
    spec = util.spec_from_file_location("subscriber", PROGRAM)
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SUBSCRIBER = loaded()
