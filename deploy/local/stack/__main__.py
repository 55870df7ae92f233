"""Commands behind `make run` and `make fresh`: `python -m stack run [once] | fresh`."""

import ctypes
import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from stack import house, services
from stack.leash import PR_SET_PDEATHSIG
from stack.process import Failed, Program
from stack.settings import PREFIX, Settings
from stack.supervisor import Stopped, Supervisor, say

INTERRUPTED = 130
USES = (("run",), ("run", "once"), ("fresh",))
KEPT = frozenset(
    {"clock", "envoy.json", "kafka", "kafka.half", "kafka.properties", "logs", "season-played", "secrets", "store"}
)
"""All that a stack makes in its folder."""


def main(*asked: str) -> int:
    if asked not in USES:
        say("python -m stack run | run once | fresh")
        return 2
    try:
        settings = Settings()
        with sole_stack(settings):
            return fresh(settings) if asked == ("fresh",) else run(settings, once="once" in asked)
    except ValidationError as error:
        for fault in error.errors():
            say(f"{PREFIX}{str(fault['loc'][0]).upper()} is not usable: {fault['msg']}")
    except Failed as failure:
        say(str(failure))
    return 1


def run(settings: Settings, once: bool) -> int:
    """Start everything, play the season unless it was played, stay up until asked to stop; return the status."""
    supervisor = Supervisor(settings.logs)
    supervisor.heed_signals()
    end_with_make()
    try:
        house.start(supervisor, settings)
        show_addresses(settings)
        played = play_season(supervisor, settings)
        if once:
            return 0 if played else 1
        say(f"all is up and stays up: the screens at {settings.gateway_address}/; Ctrl-C stops it")
        supervisor.watch()
    except Stopped:
        return INTERRUPTED if once else 0
    finally:
        stop(supervisor)
    return 0


def stop(supervisor: Supervisor) -> None:
    if supervisor.processes:
        say("stopping")
        supervisor.stop()
        say("all stopped; the data is kept, `make fresh` forgets it")


def play_season(supervisor: Supervisor, settings: Settings) -> bool:
    """Play *a season in Fuping* through the gateway, once for the data that is kept; False if it ended early."""
    played = settings.folder / "season-played"
    if played.exists():
        say("the season was played before; `make fresh` forgets it")
        supervisor.finish(season(settings, "accounts"), console=True)
        return True
    if status := supervisor.finish(season(settings), console=True):
        say(f"the season ended early (status {status}); the next `make run` goes on where it was")
        return False
    played.touch()
    return True


def season(settings: Settings, *options: str) -> Program:
    command = (sys.executable, "-m", "season", *options)
    return Program(name="season", command=command, environment=services.shared_environment(settings))


def show_addresses(settings: Settings) -> None:
    say(f"gateway  {settings.gateway_address}/api/<service>/…")
    for service, port in settings.service_ports.items():
        say(f"{settings.gateway_address}/api/{service}/docs  (itself on port {port})", service)
    say(f"{settings.gateway_address}/  for staff, {settings.gateway_address}/public.html for everybody", "screens")
    store = settings.store_address.rpartition("@")[2]  # no password on the console
    say(f"Kafka {settings.kafka_address}, store {store}, logs in {settings.logs}")


def fresh(settings: Settings) -> int:
    """Delete what a stack keeps in its folder; raise Failed for a folder with anything else in it, or that stays."""
    folder = settings.folder
    try:
        if folder.exists():
            if foreign := sorted({entry.name for entry in folder.iterdir()} - KEPT):
                raise Failed(f"{folder} holds {foreign[0]}, which no stack made: nothing is deleted")
            shutil.rmtree(folder)
    except OSError as error:
        raise Failed(f"{folder} could not be deleted: {error.strerror} ({error.filename})") from error
    say("the data of `make run` is forgotten")
    return 0


@contextmanager
def sole_stack(settings: Settings) -> Iterator[None]:
    """Hold the lock of the folder; raise Failed if another stack runs from it."""
    try:
        settings.folder.parent.mkdir(parents=True, exist_ok=True)
        file = settings.folder.with_suffix(".lock").open("w")
    except (OSError, ValueError) as error:
        raise Failed(f"{PREFIX}FOLDER is not usable: {error}") from error
    with file as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed("a stack is running from this folder already: end it first (Ctrl-C where it runs)") from None
        yield


def end_with_make() -> None:
    """Have the kernel send SIGTERM when `make` is killed, so that the stack stops in order."""
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
