"""Comparison of the language in the code with what was published."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from contracts.envelope import Envelope
from contracts.event import Event
from contracts_tool.compatibility import breaks
from contracts_tool.goldens import read, tampered
from contracts_tool.schemas import committed, schema_of
from contracts_tool.working_copy import WorkingCopy

type Kinds = Mapping[str, type[Event]]


def broken(copy: WorkingCopy, kinds: Kinds) -> list[str]:
    """Return a line for each promise that the code or a file breaks."""
    return [*broken_schemas(copy.schemas, kinds), *tampered(copy.goldens), *broken_goldens(copy.goldens, kinds)]


def broken_schemas(folder: Path, kinds: Kinds) -> Iterator[str]:
    for type, schema in committed(folder).items():
        if type not in kinds:
            yield f"{type}: is published and gone from the code"
        else:
            yield from (f"{type}: {found}" for found in breaks(schema, schema_of(kinds[type])))


def broken_goldens(folder: Path, kinds: Kinds) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        type = path.name.removesuffix(".json")
        if type in kinds:
            yield from (f"{type}: {found}" for found in misread(read(path), kinds[type]))


def misread(envelope: Envelope, kind: type[Event]) -> Iterator[str]:
    """Yield breaks that no schema shows: validators, the form of dumped values, personal fields."""
    try:
        event = kind.model_validate(envelope.data)
    except ValidationError as error:
        yield f"its golden example is refused: {[found['loc'] for found in error.errors()]}"
        return
    if event.model_dump(mode="json", exclude_unset=True) != envelope.data:
        yield "its golden example comes out differently when it is written again"
    for name in sorted(envelope.fielddigests.keys() - set(kind.personal_fields())):
        yield f"{name}: was personal, and is gone or public now"
