"""The five services, and what serves the screens, as programs, with their settings and secrets."""

import secrets
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from contracts.topics import SERVICES
from stack.ports import HOST
from stack.process import Program, Stage
from stack.routes import SCREENS
from stack.settings import PREFIX, Settings

MODULES = (*SERVICES, SCREENS.service)
SECRETS = ("first_administrator_secret", "act_key")


def program(service: str, settings: Settings, role: Literal["api", "worker", "all"] = "all") -> Program:
    """Return a service in one process, or its API or its worker alone."""
    environment = shared_environment(settings) | {f"{PREFIX}PORT": str(settings.service_ports[service])}
    command = (sys.executable, "-m", service, role)
    name = service if role == "all" else f"{service}-{role}"
    return Program(name=name, command=command, stage=Stage.SERVICE, environment=environment, warm=True)


def programs(settings: Settings) -> list[Program]:
    return [*(program(service, settings) for service in SERVICES), screens(settings)]


def screens(settings: Settings) -> Program:
    values = {"host": HOST, "port": settings.web_port, "screens": settings.screens, "pack": settings.pack}
    environment = {f"{PREFIX}{name.upper()}": str(value) for name, value in values.items()}
    name = SCREENS.service
    return Program(
        name=name, command=(sys.executable, "-m", name), stage=Stage.SERVICE, environment=environment, warm=True
    )


def is_compiled() -> bool:
    """Return True if Python has the bytecode of what the services import, or keeps none."""
    found = find_spec("fastapi")
    return sys.dont_write_bytecode or bool(found and found.cached and Path(found.cached).exists())


def compile_program() -> Program:
    """Return a job that imports every service: five processes compiling the same packages take three times as long."""
    modules = ", ".join(f"{service}.__main__" for service in SERVICES)
    return Program(name="bytecode", command=(sys.executable, "-c", f"import {modules}"), once=True)


def shared_environment(settings: Settings) -> dict[str, str]:
    """Return the environment variables that all services and the player of the season share."""
    values = {
        "store_url": settings.store_address,
        "kafka": settings.kafka_address,
        "host": HOST,
        "jwks_url": f"http://{HOST}:{settings.identity_port}/jwks",
        "sample": "true",
        "quick_passwords": "true",
        "any_version": "true",
        "clock_file": str(settings.folder / "clock"),
        "secure_cookies": "false",
        "gateway": settings.gateway_address,
    }
    values |= {name: secret(settings.folder / "secrets" / name) for name in SECRETS}
    return {f"{PREFIX}{name.upper()}": value for name, value in values.items()}


def secret(file: Path) -> str:
    """Return the secret in `file`, made at random on first use and readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = file.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text(secrets.token_hex(32))
        half.rename(file)
    return file.read_text()
