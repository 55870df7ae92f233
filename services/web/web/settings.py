"""Settings of the process, read from the environment as ZHIFATONG_<NAME>."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`screens` is the folder that `make web` builds; `pack` holds what screens load later, and may be missing."""

    model_config = SettingsConfigDict(env_prefix="ZHIFATONG_", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8100, ge=1, le=65535)
    screens: Path
    pack: Path | None = None
