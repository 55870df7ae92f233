"""Aggregates that must stay out of the queue that all share, since the broker refused a record of theirs."""

from chassis.store import aggregate_key


class Quarantine:
    """`suspects` had a record in a batch that was refused, and are published alone; those to blame are set `aside`."""

    def __init__(self) -> None:
        self.suspects: dict[str, tuple[str, str]] = {}
        self.aside: set[str] = set()

    def __len__(self) -> int:
        return len(self.suspects) + len(self.aside)

    def bars(self, kind: str, id: str) -> bool:
        """Tell whether the aggregate must stay out of the shared queue."""
        key = aggregate_key(kind, id)
        return key in self.aside or key in self.suspects

    def suspect(self, kind: str, id: str) -> None:
        """Have the aggregate published alone from now on."""
        self.suspects[aggregate_key(kind, id)] = (kind, id)

    def clear(self, kind: str, id: str) -> None:
        """Let the aggregate back into the shared queue: each of its records was taken."""
        self.suspects.pop(aggregate_key(kind, id), None)

    def set_aside(self, kind: str, id: str) -> None:
        """Publish nothing more of the aggregate until the process starts again; an operator has to look."""
        self.clear(kind, id)
        self.aside.add(aggregate_key(kind, id))
