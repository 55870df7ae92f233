"""The event catalogue: every event with its meaning, producer, listeners and file."""

import inspect
from collections.abc import Iterable
from pathlib import Path

from contracts.event import Event
from contracts.topics import TOPICS, Topic
from contracts_tool.promises import Kinds
from contracts_tool.usages import Usage, usages
from contracts_tool.working_copy import WorkingCopy

HEAD = """\
# Events

Written by `make contracts` from the classes in `libs/contracts` and their usages in `services`; not by hand.

On the wire an event is a CloudEvents 1.0 record in Kafka's binary mode: the key is the id of the aggregate, the value
the public part as JSON, the rest in `ce_…` headers. Each name leads to its JSON schema and to a golden example (topic,
key, headers, value). Personal fields appear in neither: subscribers get their salted digests (`ce_fielddigests`).

A published version never breaks: `make contracts` refuses a changed topic, and a field that was removed, renamed,
narrowed, given another type or default, or added without a default. A new field with a default, a wider range and **a
new member of an enum** are allowed, since our own consumers deploy first; a reader outside must not fail on a member
that it doesn't know. Anything else is a new version (`….v2`) beside the old one. `golden/SHA256SUMS` pins the examples.
"""


def catalogue(copy: WorkingCopy, kinds: Kinds) -> str:
    """Return the whole page."""
    found = usages(copy.services)
    return "\n".join([HEAD, *(section(copy, topic, kinds, found) for topic in TOPICS)])


def section(copy: WorkingCopy, topic: Topic, kinds: Kinds, found: list[Usage]) -> str:
    readers = ", ".join(topic.readers)
    rows = [row(copy, kind, found) for kind in kinds.values() if kind.topic == topic]
    return "\n".join(
        [
            f"## `{topic.name}`\n",
            f"Written by {topic.owner or 'every service'}; read by {readers}; {topic.partitions} partitions.\n",
            "| Event | Meaning | Producer | Heard by | Class |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def row(copy: WorkingCopy, kind: type[Event], found: list[Usage]) -> str:
    ours = [usage for usage in found if usage.kind is kind]
    file = linked(copy, kind.__name__, Path(inspect.getfile(kind)))
    cells = [name(kind), meaning(kind), producers(copy, kind, ours), listeners(copy, ours), file]
    return f"| {' | '.join(cells)} |"


def name(kind: type[Event]) -> str:
    folder = "../libs/contracts"
    return f"[`{kind.type}`]({folder}/schemas/{kind.type}.json) ([example]({folder}/golden/{kind.type}.json))"


def meaning(kind: type[Event]) -> str:
    """Return the first paragraph of the docstring."""
    return " ".join(inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].split()).replace("|", "\\|")


def producers(copy: WorkingCopy, kind: type[Event], ours: Iterable[Usage]) -> str:
    made = (linked(copy, usage.service, usage.path) for usage in ours if usage.made)
    return ", ".join(dict.fromkeys(made)) or (kind.topic.owner if kind.topic else "") or "every service"


def listeners(copy: WorkingCopy, ours: Iterable[Usage]) -> str:
    heard = (linked(copy, usage.service, usage.path) for usage in ours if usage.heard)
    return ", ".join(dict.fromkeys(heard)) or "–"


def linked(copy: WorkingCopy, text: str, path: Path) -> str:
    return f"[{text}]({path.relative_to(copy.catalogue.parent, walk_up=True)})"
