"""`make run` with stand-ins for the five services, the screens and the season, with a real gateway, Kafka and store."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from contracts.topics import SERVICES, TOPICS
from stack.process import until
from stack.settings import PREFIX, isolated_settings

SERVICE = """
import http.server, os
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *given): pass
if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["ZHIFATONG_PORT"])), Ready).serve_forever()
"""
SEASON = """
import os, sys, urllib.request
if "accounts" in sys.argv:
    sys.exit(print("how to sign in"))
print("playing with a secret of", len(os.environ["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]))
urllib.request.urlopen(os.environ["ZHIFATONG_GATEWAY"] + "/api/cases/health/ready")
sys.exit(int(os.environ.get("SEASON_STATUS", 0)))
"""

type Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path, kafka_url: str, store_url: str) -> Environment:
    for name, code in {**dict.fromkeys([*SERVICES, "web"], SERVICE), "season": SEASON}.items():
        (tmp_path / "standins" / name).mkdir(parents=True)
        (tmp_path / "standins" / name / "__main__.py").write_text(code)
        (tmp_path / "standins" / name / "__init__.py").touch()
    settings = isolated_settings(tmp_path / "run", kafka_url, store_url)
    given = {f"{PREFIX}{name.upper()}": str(value) for name, value in settings.model_dump().items()}
    return {**os.environ, **given, "PYTHONPATH": str(tmp_path / "standins")}


def stack(environment: Environment, *command: str) -> subprocess.CompletedProcess[str]:
    python = [sys.executable, "-m", "stack", *command]
    return subprocess.run(python, env=environment, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def running(environment: Environment) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "stack", "run"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


async def test_the_season_is_played_once_and_again_when_all_is_forgotten(
    environment: Environment, kafka_url: str
) -> None:
    first, second = stack(environment, "run", "once"), stack(environment, "run", "once")
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout
    assert "playing with a secret of 64" in first.stdout
    assert f"screens | http://127.0.0.1:{environment['ZHIFATONG_GATEWAY_PORT']}/  for staff" in first.stdout
    assert first.stdout.index("/api/cases/docs") < first.stdout.index("playing")
    assert "playing" not in second.stdout
    assert "was played before" in second.stdout
    assert "how to sign in" in second.stdout
    assert stack(environment, "fresh").returncode == 0
    assert "playing" in stack(environment, "run", "once").stdout
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_url)
    await admin.start()
    assert {topic.name for topic in TOPICS} <= set(await admin.list_topics())
    await admin.close()


def test_a_season_that_fails_is_reported_and_played_again(environment: Environment) -> None:
    failed = stack(environment | {"SEASON_STATUS": "3"}, "run", "once")
    assert failed.returncode == 1
    assert "the season ended early (status 3); the next `make run` goes on" in failed.stdout
    assert "playing" in stack(environment, "run", "once").stdout


def test_secrets_stay_the_same_and_only_their_owner_can_read_them(environment: Environment, tmp_path: Path) -> None:
    stack(environment, "run", "once")
    secrets = sorted((tmp_path / "run" / "secrets").iterdir())
    assert [file.name for file in secrets] == ["act_key", "first_administrator_secret"]
    assert {file.stat().st_mode & 0o777 for file in secrets} == {0o600}
    before = [file.read_text() for file in secrets]
    stack(environment, "run", "once")
    assert [file.read_text() for file in secrets] == before


def test_it_stays_up_until_it_is_asked_to_end(environment: Environment) -> None:
    with running(environment) as process:
        assert process.stdout
        assert any("Ctrl-C stops it" in line for line in process.stdout)
        assert "already" in stack(environment, "fresh").stdout
        process.send_signal(signal.SIGINT)
        assert "all stopped" in process.stdout.read()
        assert process.wait(20) == 0


@pytest.mark.parametrize("moment", ["identity.log", "supervision.log", "gateway.log"])
def test_ctrl_c_while_starting_leaves_nothing(environment: Environment, tmp_path: Path, moment: str) -> None:
    with running(environment) as process:
        assert until((tmp_path / "run" / "logs" / moment).exists, 20, pause=0.001)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert [found for found in Path("/proc").glob("[0-9]*/environ") if str(tmp_path) in text(found)] == []


def text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it ended meanwhile
        return ""


def test_a_taken_port_and_a_senseless_setting_are_reported_in_one_line(environment: Environment) -> None:
    twice = stack(environment | {"ZHIFATONG_CASES_PORT": environment["ZHIFATONG_CREDIT_PORT"]}, "run")
    senseless = stack(environment | {"ZHIFATONG_CASES_PORT": "many"}, "run")
    beyond = stack(environment | {"ZHIFATONG_CASES_PORT": "99999"}, "run")
    assert (twice.returncode, senseless.returncode, beyond.returncode) == (1, 1, 1)
    assert "is taken: end what listens there, or set ZHIFATONG_CASES_PORT" in twice.stdout
    assert "ZHIFATONG_CASES_PORT is not usable" in senseless.stdout
    assert "ZHIFATONG_CASES_PORT is not usable" in beyond.stdout
    assert twice.stderr + senseless.stderr + beyond.stderr == ""
    assert all(line.startswith("   zhifatong | ") for line in twice.stdout.splitlines())
    assert "stop" not in twice.stdout


def test_an_invalid_store_url_is_reported_in_one_line(environment: Environment) -> None:
    failed = stack(environment | {"ZHIFATONG_STORE_URL": "elsewhere://x"}, "run")
    assert (failed.returncode, failed.stderr) == (1, "")
    assert failed.stdout.startswith("   zhifatong | the store at elsewhere://x doesn't answer: Invalid URI")
    assert len(failed.stdout.splitlines()) == 1
