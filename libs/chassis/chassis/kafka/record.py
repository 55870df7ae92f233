"""A record as it lies in Kafka, readable or not."""

from dataclasses import dataclass

type Headers = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True)
class Record:
    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers

    @property
    def ordering_key(self) -> str:
        """The topic and the key: records that share both are handled in order."""
        return f"{self.topic}/{(self.key or b'').decode(errors='backslashreplace')}"

    @property
    def sequence(self) -> int:
        """The sequence in its aggregate that the record claims; 0 if it claims none of as many digits."""
        told = dict(self.headers).get("ce_sequence") or b""
        return int(told) if told.isdigit() and len(told) < 10 else 0
