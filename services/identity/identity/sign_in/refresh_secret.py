"""The secret by which a device gets its next token: made new with each use, and kept as a hash alone."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Self

SEED_BYTES = 16


@dataclass(frozen=True)
class RefreshSecret:
    """`<device>.<number>.<seed>.<tag>`; the tag proves that the platform made it, also when it holds no hash of it."""

    device: str
    number: int
    seed: str
    tag: str

    @classmethod
    def made(cls, key: bytes, device: str, number: int, seed: str) -> Self:
        message = f"refresh:{device}.{number}.{seed}".encode()
        return cls(device, number, seed, hmac.new(key, message, hashlib.sha256).hexdigest()[: 2 * SEED_BYTES])

    @classmethod
    def first(cls, key: bytes, device: str) -> Self:
        return cls.made(key, device, 1, secrets.token_hex(SEED_BYTES))

    @classmethod
    def read(cls, text: str, key: bytes) -> Self | None:
        """Return the secret of a cookie; None for what the platform never made."""
        match text.split("."):
            case [device, number, seed, _] if number.isdecimal() and len(number) < SEED_BYTES:
                made = cls.made(key, device, int(number), seed)
                return made if hmac.compare_digest(made.text.encode(), text.encode()) else None
            case _:
                return None

    def successor(self, key: bytes, salt: str) -> "RefreshSecret":
        """Return the next one: the same for the same salt, and unknown to whoever has not both."""
        seed = hmac.new(self.text.encode(), salt.encode(), hashlib.sha256).hexdigest()[: 2 * SEED_BYTES]
        return RefreshSecret.made(key, self.device, self.number + 1, seed)

    @property
    def text(self) -> str:
        return f"{self.device}.{self.number}.{self.seed}.{self.tag}"

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()
