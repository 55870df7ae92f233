"""The whole stack, from nothing to healthy."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from stack import envoy, kafka, ports, services, store, warm
from stack.process import Failed
from stack.routes import API, SCREENS
from stack.settings import Settings
from stack.supervisor import Supervisor, say
from stack.topics import make_topics

PATIENCE = 90
"""Seconds for each step; an unclean Kafka takes 15."""


@contextmanager
def running(settings: Settings) -> Iterator[Supervisor]:
    """Yield a healthy stack; stop it in order at the end."""
    supervisor = Supervisor(settings.logs)
    try:
        start(supervisor, settings)
        yield supervisor
    finally:
        supervisor.stop()


def start(supervisor: Supervisor, settings: Settings) -> None:
    """Start everything, slow parts side by side; return when the gateway reaches every service, or raise Failed."""
    if lines := ports.complaints(settings.own_ports):
        raise Failed("\n".join(lines))
    compiling = None if warm.POSSIBLE or services.is_compiled() else supervisor.start(services.compile_program())
    supervisor.templates.make(services.MODULES)
    if settings.store_url:
        store.require_answer(settings.store_url)
    else:
        launch_store(supervisor, settings)
    if not settings.kafka:
        start_kafka(supervisor, settings)
    make_topics(settings.kafka_address)
    if not settings.store_url:
        wait_for_store(supervisor, settings)
    if compiling:
        supervisor.comes_true(lambda: compiling.status is not None, PATIENCE)
    say("five services, the screens and the gateway are starting")
    for program in services.programs(settings):
        supervisor.start(program)
    supervisor.start(envoy.program(settings.folder, settings.gateway_port, settings.upstream_ports))
    wait_until_healthy(supervisor, settings)


def start_store(supervisor: Supervisor, settings: Settings) -> None:
    launch_store(supervisor, settings)
    wait_for_store(supervisor, settings)


def launch_store(supervisor: Supervisor, settings: Settings) -> None:
    program = store.program(settings.folder / "store", settings.store_port)
    say(f"starts on port {settings.store_port}", "store")
    supervisor.start(program)


def wait_for_store(supervisor: Supervisor, settings: Settings) -> None:
    wait_for_port(supervisor, settings.store_port, "the store")


def start_kafka(supervisor: Supervisor, settings: Settings) -> None:
    kafka.require_installed()
    data, where = settings.folder / "kafka", (settings.kafka_port, settings.kafka_controller_port)
    if not data.exists():
        if supervisor.finish(kafka.format_program(data, *where)):
            raise Failed(f"Kafka's folder can't be made, see {supervisor.logs}/kafka-format.log")
        kafka.keep_formatted(data)
    say(f"starts on port {settings.kafka_port}", "kafka")
    supervisor.start(kafka.program(data, *where))
    wait_for_port(supervisor, settings.kafka_port, "Kafka")


def wait_for_port(supervisor: Supervisor, port: int, what: str) -> None:
    failure = f"{what} doesn't listen on port {port} after {PATIENCE} s, see {supervisor.logs}"
    supervisor.wait(lambda: ports.listens(port), PATIENCE, failure)


def wait_until_healthy(supervisor: Supervisor, settings: Settings) -> None:
    waiting_for = list(settings.upstream_ports)

    def all_ready() -> bool:
        while waiting_for and not why_not_ready(settings, waiting_for[0]):
            say("is ready", waiting_for.pop(0))
        return not waiting_for

    if not supervisor.comes_true(all_ready, PATIENCE):
        reasons = {name: why_not_ready(settings, name) for name in waiting_for}
        lines = [f"{name} is not ready: {why}" for name, why in reasons.items() if why]
        raise Failed("\n".join([*lines, f"not everything is ready after {PATIENCE} s, see {supervisor.logs}"]))


def why_not_ready(settings: Settings, name: str) -> str:
    """Return the reason why a service is not ready, or the screens; in its or the gateway's words, empty when it is."""
    path = "/" if name == SCREENS.service else f"{API}/{name}/health/ready"
    try:
        answer = httpx.get(f"{settings.gateway_address}{path}", timeout=2)
    except httpx.HTTPError as error:
        return f"no answer from the gateway ({type(error).__name__})"
    if answer.is_success:
        return ""
    said = answer.json()
    return str(said.get("why") or said.get("detail") or f"status {answer.status_code}")
