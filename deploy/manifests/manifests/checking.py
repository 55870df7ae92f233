"""All checks of one overlay."""

from pathlib import Path

from manifests.checks import environment, gateway, kafka, processes, references, safety, schemas, store
from manifests.objects import Object


def findings(objects: list[Object], overlay: str, custom: Path | None) -> list[str]:
    """One line each, empty when all is well; `custom` is where the schemas of custom resources lie."""
    return [
        *schemas.check(objects, custom),
        *processes.check(objects),
        *safety.check(objects, overlay),
        *environment.check(objects),
        *references.check(objects),
        *kafka.check(objects, overlay),
        *store.check(objects),
        *gateway.check(objects),
    ]
