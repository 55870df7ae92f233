"""What the pack holds, compiled by the Python that will run it: called by build.mjs, inside of Pyodide."""

import importlib.util
import io
import json
import marshal
import zipfile
from collections.abc import Iterable
from pathlib import Path

WHEELS, RULES = Path("/in/wheels"), Path("/in/rules.zip")
HEADER = importlib.util.MAGIC_NUMBER + bytes(12)
UNUSED = frozenset(
    (
        "_pyrepl", "cProfile", "cgi", "curses", "dbm", "doctest", "ensurepip",
        "ftplib", "html", "http", "idlelib", "imaplib", "lib2to3", "mailbox",
        "multiprocessing", "optparse", "pdb", "pickletools", "poplib", "profile", "pstats",
        "pydoc", "pydoc_data", "smtplib", "sqlite3", "tabnanny", "timeit", "tkinter",
        "trace", "turtle", "unittest", "venv", "webbrowser", "wsgiref", "xml",
        "xmlrpc", "zipapp",
    )
)  # fmt: skip
"""Of the standard library: what neither Pyodide nor a judgement imports."""
ENCODINGS = frozenset(("__init__", "aliases", "ascii", "cp437", "gbk", "idna", "latin_1", "utf_8"))
"""`contracts.texts` looks for characters that were read by the wrong one."""
LEFT_OUT = ("pydantic/v1/", "pydantic/mypy")
ZONES = frozenset(("tzdata/__init__.py", "tzdata/zoneinfo/__init__.py", "tzdata/zoneinfo/Asia/__init__.py"))
ZONE = "tzdata/zoneinfo/Asia/Shanghai"

type Member = tuple[str, bytes]


def archive(members: Iterable[Member]) -> bytes:
    """Return a ZIP that is not compressed (brotli does that better), with sources as bytecode without docstrings."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target:
        for name, content in members:
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True, optimize=2)
                target.writestr(zipfile.ZipInfo(f"{name}c"), HEADER + marshal.dumps(code))
            else:
                target.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def standard_library() -> bytes:
    """Return Python's own modules, of the ZIP that comes with Pyodide."""
    with zipfile.ZipFile("/in/pyodide/python_stdlib.zip") as source:
        return archive((name, source.read(name)) for name in source.namelist() if of_library(name))


def of_library(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "encodings":
        return rest.removesuffix(".py") in ENCODINGS
    return name.endswith(".py") and top.removesuffix(".py") not in UNUSED


def wheels() -> Iterable[zipfile.ZipFile]:
    return (zipfile.ZipFile(wheel) for wheel in sorted(WHEELS.glob("*.whl")))


def libraries() -> bytes:
    """Return what the wheels install, as far as it is needed."""
    return archive((name, wheel.read(name)) for wheel in wheels() for name in wheel.namelist() if of_wheel(name))


def of_wheel(name: str) -> bool:
    if name.startswith("tzdata/"):
        return name == ZONE or name in ZONES
    return name.endswith((".py", ".so")) and not name.startswith(LEFT_OUT) and ".dist-info/" not in name


def licences() -> str:
    """Return the licences that the wheels carry."""
    return "\n".join(
        f"{'=' * 80}\n{name}\n{'=' * 80}\n{wheel.read(name).decode()}"
        for wheel in wheels()
        for name in wheel.namelist()
        if ".dist-info/" in name and "licen" in name.rpartition(".dist-info/")[2].lower()
    )


def rules() -> tuple[str, bytes]:
    """Return the hash of the rules, and them with what a judge is loaded with."""
    with zipfile.ZipFile(RULES) as source:
        made = archive((name, source.read(name)) for name in source.namelist())
        return json.loads(source.read("pack.json"))["rules"], made
