"""The application of the eventsourcing service: cases whose events are rows in PostgreSQL."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from tests.performance.peers.command import POSTGRES_PORT

ENVIRONMENT = {
    "PERSISTENCE_MODULE": "eventsourcing.postgres",
    "POSTGRES_DBNAME": "eventsourcing",
    "POSTGRES_HOST": "127.0.0.1",
    "POSTGRES_PORT": POSTGRES_PORT,
    "POSTGRES_USER": "postgres",
    "POSTGRES_PASSWORD": "",
    "POSTGRES_POOL_SIZE": "20",
    "AGGREGATE_CACHE_MAXSIZE": "10000",
}


class Case(Aggregate):
    @event("Filed")
    def __init__(self, name: str) -> None:
        self.name = name
        self.evidence: list[dict[str, Any]] = []

    @staticmethod
    def create_id(name: str) -> UUID:
        return uuid5(NAMESPACE_URL, name)

    @event("EvidenceTaken")
    def take_evidence(self, item: dict[str, Any]) -> None:
        self.evidence.append(item)


class Cases(Application[UUID]):
    def file(self, name: str, items: list[dict[str, Any]]) -> None:
        case = Case(name)
        for item in items:
            case.take_evidence(item)
        self.save(case)

    def take_evidence(self, name: str, item: dict[str, Any]) -> int:
        case: Case = self.repository.get(Case.create_id(name))
        case.take_evidence(item)
        self.save(case)
        return case.version
