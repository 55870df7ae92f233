"""All checks of one overlay; one line for each finding, none when all is well."""

from pathlib import Path

from manifests.checks import environment, gateway, kafka, processes, references, safety, schemas, store
from manifests.objects import Object


def findings(objects: list[Object], overlay: str, custom: Path | None) -> list[str]:
    """`custom` is where the schemas of custom resources lie."""
    return [*schemas.check(objects, custom), *against_code(objects, overlay)]


def against_code(objects: list[Object], overlay: str) -> list[str]:
    """What no schema can know: whether it fits the code, and each other."""
    return [
        *processes.check(objects),
        *safety.check(objects, overlay),
        *environment.check(objects),
        *references.check(objects),
        *kafka.check(objects, overlay),
        *store.check(objects),
        *gateway.check(objects, overlay),
    ]
