"""The rules of a judge: their sources, which name the version of them all."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from contracts.values import Sha256

KINDS: Final = (".py", ".toml")


def rule_files(rooms: Iterable[str]) -> dict[str, bytes]:
    """Return the sources by their paths below the folder of the packages, in order.

    A room is a package, or a folder or file of one: all that a judge imports and reads of ours.
    """
    found = {path: file.read_bytes() for room in rooms for path, file in sources(room)}
    return dict(sorted(found.items()))


def sources(path: str) -> Iterator[tuple[str, Traversable]]:
    package, _, below = path.partition("/")
    root = files(package)
    yield from within(path, root.joinpath(below) if below else root)


def within(path: str, place: Traversable) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        if path.endswith(KINDS):
            yield path, place
        return
    for part in place.iterdir():
        yield from within(f"{path}/{part.name}", part)


def rules_hash(sources: dict[str, bytes], *besides: str) -> Sha256:
    """Return the name of the rules: of their sources, whatever the ends of their lines, and of what counts besides."""
    found = hashlib.sha256()
    for path, source in sources.items():
        text = source.replace(b"\r\n", b"\n")
        found.update(f"{path}\n{len(text)}\n".encode() + text)
    for word in besides:
        found.update(f"{word}\n".encode())
    return found.hexdigest()
