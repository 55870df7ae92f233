"""No server logs the addresses that it is asked for: names are searched for by their queries (docs/decisions/0052)."""

import ast

from tests.architecture.sources import product, where


def test_every_server_keeps_no_access_log() -> None:
    servers = [
        (where(module, node), node)
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("uvicorn.run", "uvicorn.Config")
    ]
    assert servers
    for place, call in servers:
        given = {word.arg: ast.unparse(word.value) for word in call.keywords}
        assert given.get("access_log") == "False", place
