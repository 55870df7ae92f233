"""All checks of one overlay; one line for each finding, none when all is well."""

from pathlib import Path

from manifests.checks import environment, gateway, kafka, processes, references, safety, schemas, store
from manifests.objects import Object


def findings(objects: list[Object], overlay: str, custom: Path | None) -> list[str]:
    """Return a line for each finding; `custom` is the folder of the schemas of custom resources, or None."""
    return [*schemas.check(objects, custom), *against_code(objects, overlay)]


def against_code(objects: list[Object], overlay: str) -> list[str]:
    """Compare the objects with the code and with each other, which no schema can do."""
    return [
        *processes.check(objects),
        *safety.check(objects, overlay),
        *environment.check(objects),
        *references.check(objects),
        *kafka.check(objects, overlay),
        *store.check(objects),
        *gateway.check(objects, overlay),
    ]
