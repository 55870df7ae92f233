"""One stack for all journeys: the season is killed, continued, ended, and played again; tests look at the result."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.journeys.people import LOGINS, PATIENCE, SUPERVISOR, TOWN, Json, People, described
from tests.journeys.topics import ends

from season.accounts import password_of_the_sample
from stack import house, services
from stack.fixtures import rearrange
from stack.process import Process, Program, until
from stack.settings import Settings, isolated_settings

SILENCE = 180
"""Seconds without a word, after which a season counts as stuck: how long all of it takes is the machine's affair."""
ENOUGH_CASES = 4
PROSECUTION = "立案查处"


@dataclass(frozen=True)
class Run:
    """One run of `python -m season`."""

    status: int
    said: str


@dataclass(frozen=True)
class Played:
    """Results of the three runs, and what was visible before and after the last one."""

    killed: Run
    cases_then: list[Json]
    resumed: Run
    again: Run
    before: Json
    after: Json
    ends_before: dict[str, int]
    ends_after: dict[str, int]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as needing the stack; put garbage last, since it leaves unusual data."""
    for item in rearrange(items, is_journey, is_garbage):
        item.add_marker("stack")


def is_journey(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


def is_garbage(item: pytest.Item) -> bool:
    return item.path.name == "test_garbage.py"


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Yield the settings of a running stack of its own, which ends with the last journey."""
    settings = isolated_settings(tmp_path_factory.mktemp("journeys"))
    with house.running(settings):
        yield settings


@pytest.fixture(scope="package")
def gateway(settings: Settings) -> Iterator[httpx.Client]:
    """Yield a client without a token."""
    with httpx.Client(base_url=settings.gateway_address, timeout=30) as client:
        yield client


@pytest.fixture(scope="package")
def signing_in(settings: Settings, gateway: httpx.Client) -> People:
    secret = services.shared_environment(settings)["ZHIFATONG_FIRST_ADMINISTRATOR_SECRET"]
    return People(gateway, password_of_the_sample(secret))


@pytest.fixture(scope="package")
def played(settings: Settings, signing_in: People) -> Played:
    """Play the season: killed in the middle of its cases, continued, and once more after its end."""
    player = season(settings, "killed")
    assert goes_on(player, lambda: PROSECUTION in said(player)), said(player)
    supervisor = signing_in[SUPERVISOR]
    assert goes_on(player, lambda: len(supervisor.every("/api/cases/cases")) >= ENOUGH_CASES), said(player)
    player.kill()
    cases_then = supervisor.every("/api/cases/cases")
    resumed = ended(season(settings, "resumed"))
    before, ends_before = signing_in.everything(), ends(settings.kafka_address)
    again = ended(season(settings, "again"))
    return Played(
        killed=Run(player.status or 0, said(player)),
        cases_then=cases_then,
        resumed=resumed,
        again=again,
        before=before,
        after=signing_in.everything(),
        ends_before=ends_before,
        ends_after=ends(settings.kafka_address),
    )


@pytest.fixture(scope="package")
def people(played: Played, signing_in: People) -> People:
    """Return everybody of the county, after the season."""
    assert played.resumed.status == 0, played.resumed.said
    return signing_in


@pytest.fixture(scope="package")
def ordered_visit(people: People) -> str:
    """Return a visit that waits for its head: which bodies a draw gives some is left to chance."""
    supervisor, head = people[SUPERVISOR], people[LOGINS["head"]]
    firm = next(firm for firm in supervisor.every("/api/credit/firms") if firm["township"] == TOWN)
    task = {
        "kind": "visit",
        "township": TOWN,
        "body": TOWN,
        "officers": [f"YL{TOWN}-02", f"YL{TOWN}-03"],
        "instruction": "核查疏散通道",
        "due_on": "2026-11-20",
        "firm": firm["code"],
        "item_lists": ["safety"],
    }
    id = f"visit-from-{supervisor.act('/api/supervision/tasks', task).json()['id']}"
    assert until(lambda: id in [item["id"] for item in head.seen("/api/inspections/work")["items"]], PATIENCE)
    return id


@pytest.fixture(scope="package")
def openapi(gateway: httpx.Client) -> dict[str, Json]:
    return described(gateway)


def season(settings: Settings, name: str) -> Process:
    command = (sys.executable, "-m", "season")
    program = Program(name="season", command=command, environment=services.shared_environment(settings))
    return Process(program, settings.logs / f"season-{name}.log")


def said(player: Process) -> str:
    assert player.log
    return player.log.read_text()


def goes_on(player: Process, reached: Callable[[], bool]) -> bool:
    """Wait until the season has reached something or ended; return False once it has been silent for SILENCE."""

    def speaks(heard: str) -> bool:
        return until(lambda: there() or said(player) != heard, SILENCE)

    def there() -> bool:
        return player.status is not None or reached()

    while not there():
        if not speaks(said(player)):
            return False
    return True


def ended(player: Process) -> Run:
    assert goes_on(player, lambda: False), said(player)
    return Run(player.status or 0, said(player))
