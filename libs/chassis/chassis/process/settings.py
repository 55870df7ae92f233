"""Settings that an operator gives in the environment (`ZHIFATONG_…`)."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.http import Kind, Sizes

type RunAs = Literal["api", "worker", "all"]


class Settings(BaseSettings):
    """`sample` allows a clock that can be set and sample data; it is refused in production.

    With `quick_passwords`, of a sample only, hashes of passwords cost next to nothing, as those of invented people may.

    With `any_version` programs that play a sample, and tests, may send `If-Match: *`; refused in production too.

    Without `secure_cookies` browsers send cookies also over plain HTTP, as on this machine; refused in production too.
    `kafka_certificates` is a folder as in chassis/kafka/tls.py; without it Kafka is spoken to in plain.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIFATONG_", extra="ignore")

    environment: Literal["local", "production"] = "local"
    sample: bool = False
    quick_passwords: bool = False
    any_version: bool = False
    clock_file: Path | None = None
    store_url: str = "mongodb://127.0.0.1:27117/?directConnection=true"
    store_prefix: str = "zhifatong"
    kafka: str = "127.0.0.1:19092"
    kafka_certificates: Path | None = None
    group_suffix: str = ""
    host: str = "127.0.0.1"
    port: int = 8100
    jwks_url: str = "http://127.0.0.1:8101/jwks"
    issuer: str = "zhifatong-identity"
    audience: str = "zhifatong"
    largest_body: int = 1024 * 1024
    largest_picture: int = 20 * 1024 * 1024
    largest_film: int = 500 * 1024 * 1024
    largest_sound: int = 100 * 1024 * 1024
    largest_document: int = 50 * 1024 * 1024
    uploads_per_minute: int = 60
    uploads_per_day: int = 2_000
    refusals_per_minute: int = 60
    refusals_per_day: int = 1_000
    first_administrator_secret: SecretStr | None = None
    act_key: SecretStr = SecretStr("")
    secure_cookies: bool = True
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @property
    def sizes(self) -> Sizes:
        """The largest file of each kind, in bytes."""
        return {kind: getattr(self, f"largest_{kind}") for kind in Kind}

    @model_validator(mode="after")
    def _production_is_no_sample(self) -> Self:
        if self.environment == "production" and self.sample:
            raise ValueError("ZHIFATONG_SAMPLE is refused in production")
        if self.environment == "production" and self.any_version:
            raise ValueError("ZHIFATONG_ANY_VERSION is refused in production")
        if self.environment == "production" and not self.secure_cookies:
            raise ValueError("ZHIFATONG_SECURE_COOKIES=false is refused in production")
        if self.clock_file and not self.sample:
            raise ValueError("ZHIFATONG_CLOCK_FILE needs ZHIFATONG_SAMPLE: only a sample may set its clock")
        if self.quick_passwords and not self.sample:
            raise ValueError("ZHIFATONG_QUICK_PASSWORDS needs ZHIFATONG_SAMPLE: passwords of people are kept well")
        if self.environment == "production" and not self.act_key.get_secret_value():
            raise ValueError("ZHIFATONG_ACT_KEY must be set in production")
        return self
