"""The tutorial works as a module, and is short."""

import ast
import inspect
import re
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from stack.folders import ROOT

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text(), re.DOTALL)
TRIALS = [node.name for node in ast.parse(BLOCKS[-1]).body if isinstance(node, ast.AsyncFunctionDef)]


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Return all blocks of the page as one module."""
    file: Path = tmp_path_factory.mktemp("tutorial") / "praise.py"
    file.write_text("\n\n".join(BLOCKS))
    spec = util.spec_from_file_location("praise_of_the_tutorial", file)
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    sys.modules[module.__name__] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", TRIALS)
async def test_does_what_it_says(tutorial: ModuleType, name: str) -> None:
    trial = getattr(tutorial, name)
    assert inspect.iscoroutinefunction(trial)
    await trial()


def test_the_service_has_sixty_lines() -> None:
    """Blank lines and imports left out; one command, one event, one rule, one reaction, one route, two trials."""
    code = [line for block in BLOCKS[:-1] for line in block.splitlines() if line.strip()]
    assert len([line for line in code if not re.match(r"(from|import) ", line)]) <= 60
    assert len(TRIALS) == 2
