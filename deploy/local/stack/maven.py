"""Jars from a Maven repository, fetched by the Python package jgo, without Maven or Java.

jgo is installed into `.local/jgo`, apart from the project's own packages, so this is imported only after that.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext, PythonResolver

from stack.jars import Jar
from stack.process import Failed
from stack.progress import Progress

SIDE_BY_SIDE = 4
REPOSITORY = "ZHIFATONG_MAVEN"
"""The setting that names another repository than Maven Central, such as a mirror nearby."""
TIMEOUT_SECONDS = 30


class Repository:
    """Maven repository with downloads in `folder`, which is emptied first: an interrupted download is not trusted."""

    def __init__(self, folder: Path, received: Callable[[int], None] = lambda count: None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.received = received
        self.context = MavenContext(
            resolver=PythonResolver(progress_callback=self._progress),
            repo_cache=folder,
            local_repos=[],
            remote_repos={"central": os.environ.get(REPOSITORY) or MAVEN_CENTRAL_URL},
            timeout=TIMEOUT_SECONDS,
        )

    @contextmanager
    def _progress(self, name: str, size: int) -> Iterator[Callable[[int], None]]:
        yield self.received

    def file(self, coordinates: str) -> Path:
        """Return the downloaded file; raise OSError or RuntimeError."""
        downloaded: Path = self.context.create_dependency(coordinates).artifact.resolve()
        return downloaded

    def resolved(self, roots: Sequence[str]) -> list[str]:
        """Return the sorted coordinates of the roots and of everything they need to run."""
        wanted = [self.context.create_dependency(root) for root in roots]
        chosen, needed = self.context.resolver.resolve(wanted)
        needed = [one for one in needed if one.scope in ("compile", "runtime")]
        return sorted(f"{one.groupId}:{one.artifactId}:{one.version}" for one in (*chosen, *needed))


def fetch(jars: Sequence[Jar], folder: Path) -> None:
    """Put each jar into the folder as soon as it is there with the pinned contents; raise Failed otherwise."""
    half = folder.with_name(f"{folder.name}.half")
    repository = Repository(half, Progress("kafka", sum(jar.size for jar in jars)).add)

    def fetched(jar: Jar) -> None:
        file = repository.file(jar.coordinates)
        if not jar.is_at(file):
            raise Failed(f"{jar.coordinates} has other contents than jars.lock pins")
        file.replace(folder / jar.name)

    folder.mkdir(parents=True, exist_ok=True)
    threads = ThreadPoolExecutor(SIDE_BY_SIDE)
    try:
        list(threads.map(fetched, jars))
    except (OSError, RuntimeError) as error:
        raise Failed(f"Kafka's jars could not all be fetched: {error}") from error
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        shutil.rmtree(half, ignore_errors=True)


def locked_jars(roots: Sequence[str], folder: Path) -> Iterator[Jar]:
    """Yield the jars that the roots need today, with the digests of their contents."""
    repository = Repository(folder)
    for coordinates in repository.resolved(roots):
        contents = repository.file(coordinates).read_bytes()
        yield Jar(coordinates, sha256(contents).hexdigest(), len(contents))
