"""Settings of the stack, read from the environment as ZHIFATONG_<NAME>."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from contracts.topics import SERVICES
from stack import ports
from stack.folders import LOCAL, ROOT
from stack.routes import SCREENS

PREFIX = "ZHIFATONG_"

type Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Ports and folders; `kafka` and `store_url` are addresses of a Kafka and a store that run already, or empty.

    `screens` is what `make web` builds; `pack` holds what screens load later, and may be missing.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    gateway_port: Port = 8080
    identity_port: Port = 8101
    cases_port: Port = 8102
    inspections_port: Port = 8103
    credit_port: Port = 8104
    supervision_port: Port = 8105
    web_port: Port = 8106
    kafka_port: Port = 19092
    kafka_controller_port: Port = 19093
    store_port: Port = 27117
    kafka: str = ""
    store_url: str = ""
    screens: Path = ROOT / "web" / "dist"
    pack: Path = LOCAL / "pack"
    folder: Path = LOCAL / "run"
    logs: Path = LOCAL / "logs"

    @property
    def service_ports(self) -> dict[str, int]:
        return {service: getattr(self, f"{service}_port") for service in SERVICES}

    @property
    def upstream_ports(self) -> dict[str, int]:
        """Ports that the gateway leads to: the services' and the screens'."""
        return {**self.service_ports, SCREENS.service: self.web_port}

    @property
    def own_ports(self) -> dict[str, int]:
        """Ports that the stack will listen on, by the name of their setting."""
        unused = {"kafka_port", "kafka_controller_port"} if self.kafka else set[str]()
        unused |= {"store_port"} if self.store_url else set()
        return {f"{PREFIX}{name.upper()}": getattr(self, name) for name in port_names() if name not in unused}

    @property
    def kafka_address(self) -> str:
        return self.kafka or f"{ports.HOST}:{self.kafka_port}"

    @property
    def store_address(self) -> str:
        return self.store_url or f"mongodb://{ports.HOST}:{self.store_port}/?directConnection=true"

    @property
    def gateway_address(self) -> str:
        return f"http://{ports.HOST}:{self.gateway_port}"


def port_names() -> list[str]:
    return [name for name in Settings.model_fields if name.endswith("_port")]


def isolated_settings(folder: Path, kafka: str = "", store_url: str = "") -> Settings:
    """Return settings for a stack with free ports and a folder of its own, so that tests run side by side."""
    names = port_names()
    free_ports = dict(zip(names, ports.free(len(names)), strict=True))
    return Settings.model_validate(
        {**free_ports, "folder": folder, "logs": folder / "logs", "kafka": kafka, "store_url": store_url}
    )
