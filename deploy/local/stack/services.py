"""The five services as programs, with the settings and secrets they get."""

import secrets
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from contracts.topics import SERVICES
from stack.ports import HOST
from stack.process import Program, Stage
from stack.settings import PREFIX, Settings

SECRETS = ("first_administrator_secret", "blob_key", "act_key")


def program(service: str, settings: Settings, role: Literal["api", "worker", "all"] = "all") -> Program:
    """A service in one process, or its API or its worker alone."""
    environment = surroundings(settings) | {f"{PREFIX}PORT": str(settings.service_ports[service])}
    command = (sys.executable, "-m", service, role)
    name = service if role == "all" else f"{service}-{role}"
    return Program(name=name, command=command, stage=Stage.SERVICE, environment=environment)


def programs(settings: Settings) -> list[Program]:
    return [program(service, settings) for service in SERVICES]


def compiled() -> bool:
    """Python has the bytecode of what the services import, or keeps none."""
    found = find_spec("fastapi")
    return sys.dont_write_bytecode or bool(found and found.cached and Path(found.cached).exists())


def compiling() -> Program:
    """Imports every service in one process: five that compile the same packages at once take three times as long."""
    modules = ", ".join(f"{service}.__main__" for service in SERVICES)
    return Program(name="compiling", command=(sys.executable, "-c", f"import {modules}"), once=True)


def surroundings(settings: Settings) -> dict[str, str]:
    """What is the same for all of them, and for the player of the season."""
    values = {
        "store_url": settings.store_address,
        "kafka": settings.kafka_address,
        "host": HOST,
        "jwks_url": f"http://{HOST}:{settings.identity_port}/jwks",
        "sample": "true",
        "clock_file": str(settings.folder / "clock"),
        "gateway": settings.gateway_address,
    }
    values |= {name: secret(settings.folder / "secrets" / name) for name in SECRETS}
    return {f"{PREFIX}{name.upper()}": value for name, value in values.items()}


def secret(file: Path) -> str:
    """Made at random when it is first asked for, for its owner's eyes only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = file.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(secrets.token_hex(32))
        half.rename(file)
    return file.read_text()
