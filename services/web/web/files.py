"""The files of the screens in memory, each in every encoding that lies beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ENCODINGS = {".br": "br", ".gz": "gzip"}
"""Endings that `web/compress.mjs` writes, and the names that browsers accept them by."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
ANYTHING = "application/octet-stream"
NAMED_BY_CONTENT = ("/assets/", "/pack/")
NAMES_THE_REST = "/pack/current.json"
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"


@dataclass(frozen=True)
class Encoded:
    """A file's bytes in one encoding, `identity` for none; each has an ETag of its own (RFC 9110, 8.8.3.3)."""

    encoding: str
    body: bytes
    tag: str


@dataclass(frozen=True)
class File:
    """`forms` holds the smallest first."""

    media_type: str
    caching: str
    forms: tuple[Encoded, ...]


def read(screens: Path, pack: Path | None = None) -> dict[str, File]:
    """Return all files by the paths that they are asked for by."""
    found = dict(below(screens, "/"))
    return found | dict(below(pack, "/pack/")) if pack and pack.is_dir() else found


def below(folder: Path, at: str) -> Iterator[tuple[str, File]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith(".") and file.suffix not in ENCODINGS:
            path = f"{at}{file.relative_to(folder).as_posix()}"
            named = path.startswith(NAMED_BY_CONTENT) and path != NAMES_THE_REST
            caching = KEPT if named else ASKED_AGAIN
            yield path, File(TYPES.get(file.suffix, ANYTHING), caching, forms(file))


def forms(file: Path) -> tuple[Encoded, ...]:
    beside = [(encoding, file.with_name(f"{file.name}{ending}")) for ending, encoding in ENCODINGS.items()]
    found = [encoded("identity", file), *(encoded(encoding, other) for encoding, other in beside if other.exists())]
    return tuple(sorted(found, key=size))


def encoded(encoding: str, file: Path) -> Encoded:
    body = file.read_bytes()
    return Encoded(encoding, body, f'"{sha256(body).hexdigest()[:32]}"')


def size(form: Encoded) -> int:
    return len(form.body)
