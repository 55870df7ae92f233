"""One stack for all journeys: the season is killed, continued, ended, and played again; tests look at the result."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from tests.journeys.days import ordered
from tests.journeys.people import PATIENCE, Json, People, described
from tests.journeys.topics import ends

from season.accounts import password_of_the_sample
from stack import house, services
from stack.fixtures import rearrange
from stack.process import Process, Program, until
from stack.settings import Settings, isolated_settings

SILENCE = 180
"""Seconds without a word, after which a season counts as stuck: how long all of it takes is the machine's affair."""
DRAW, CHECKING = "双随机抽查", "核对："
"""Words with which the season begins its chapters."""


@dataclass(frozen=True)
class Run:
    """One run of `python -m season`."""

    status: int
    said: str


@dataclass(frozen=True)
class Played:
    """Results of the runs, and what was visible before and after the last one, with the ends of the topics."""

    killed: tuple[Run, Run]
    ended: Run
    before: Json
    after: Json
    ends_before: dict[str, int]
    ends_after: dict[str, int]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as needing the stack; those in a browser, which add to the season, come after the others."""
    for item in rearrange(items, is_journey, turn):
        item.add_marker("stack")


def is_journey(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/journeys/")


def turn(item: pytest.Item) -> int:
    """Garbage comes last, since it leaves unusual data."""
    in_a_browser = {"browser", "driver"} & set(getattr(item, "fixturenames", ()))
    return 2 if item.path.name == "test_garbage.py" else int(bool(in_a_browser))


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
    """Play the season: killed while the draw is sealed and held, killed when all is done, and played to its end."""

    def look() -> tuple[Json, dict[str, int]]:
        return signing_in.everything(), ends(settings.kafka_address)

    at_the_draw = played_until(settings, "killed", DRAW)
    when_done = played_until(settings, "continued", CHECKING)
    before, ends_before = at_rest(look)
    ended = played_until(settings, "again")
    after, ends_after = look()
    return Played(
        killed=(at_the_draw, when_done),
        ended=ended,
        before=before,
        after=after,
        ends_before=ends_before,
        ends_after=ends_after,
    )


@pytest.fixture(scope="package")
def people(played: Played, signing_in: People) -> People:
    """Return everybody of the county, after the season."""
    assert played.ended.status == 0, played.ended.said
    return signing_in


@pytest.fixture(scope="package")
def ordered_visit(people: People) -> str:
    """Return a visit that waits for its head: which bodies a draw gives some is left to chance."""
    return ordered(people)


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


def played_until(settings: Settings, name: str, words: str = "") -> Run:
    """Play until the season says the words, or to its end; the player is killed with signal 9 unless it has ended."""
    player = season(settings, name)
    try:
        assert goes_on(player, lambda: bool(words) and words in said(player)), said(player)
    finally:
        player.kill()
    return Run(player.status or 0, said(player))


def at_rest[T](look: Callable[[], T]) -> T:
    """Return what is seen once it no longer changes: what was last done reaches other services a moment later."""
    seen = [look()]

    def as_before() -> bool:
        seen.append(look())
        return seen[-1] == seen[-2]

    assert until(as_before, PATIENCE, pause=1.0)
    return seen[-1]
