"""Ways to break the core on purpose: each is a few words of the chassis' source put differently.

A text that is not there exactly once has been changed since, and its mutant must follow it.
"""

from dataclasses import dataclass

SIMULATION = "simulation"

type Edit = tuple[str, str, str]


@dataclass(frozen=True)
class Mutant:
    """`edits` are module, text and what stands there instead; `killers` the tests that must turn red, by name."""

    name: str
    edits: tuple[Edit, ...]
    killers: tuple[str, ...] = (SIMULATION,)


MUTANTS = (
    Mutant(
        "version guard off",
        (("chassis.store", '{"version": version - 1} if loaded else None', "{} if loaded else None"),),
    ),
    Mutant(
        "cause check off",
        (("chassis.store", 'request = causes[0]["request"] if causes else None', "request = None"),),
    ),
    Mutant(
        "request hash off",
        (("chassis.store", 'if loaded.request not in ("", who.request):', "if False:"),),
    ),
    Mutant(
        "noted off",
        (
            (
                "chassis.store",
                'if not await self.documents.update(self.kind, {"_id": id, "version": stored.version}, change):',
                "if False:",
            ),
        ),
    ),
    Mutant(
        "commit before effect",
        (
            ("chassis.kafka", "            await self.take(batch)\n", "            pass\n"),
            (
                "chassis.kafka",
                'log.warning("offsets not committed", error=type(error).__name__)\n',
                'log.warning("offsets not committed", error=type(error).__name__)\n        await self.take(batch)\n',
            ),
        ),
    ),
    Mutant(
        "publish before store",
        (
            (
                "chassis.store",
                '        if not await self.put(after, records, {"version": version - 1} if loaded else None):\n'
                "            return None\n",
                "",
            ),
            (
                "chassis.store",
                "loaded.published if loaded else 0, records))\n        return after\n",
                "loaded.published if loaded else 0, records))\n"
                '        written = await self.put(after, records, {"version": version - 1} if loaded else None)\n'
                "        return after if written else None\n",
            ),
        ),
    ),
    Mutant(
        "pending_since set instead of min",
        (("chassis.store", 'change["$min"] = pending', 'change["$set"] = fields | pending'),),
    ),
    Mutant(
        "unset without the sequence",
        (("chassis.relay", '({"_id": sent.id, "sequence": sent.through}, change)', '({"_id": sent.id}, change)'),),
    ),
    Mutant(
        "claim freed by time",
        (
            (
                "chassis.claims",
                "case _:\n            return [ClaimLooked(looked_on=facts.on)]",
                "case _:\n            return [ClaimFreed(claimant=claimant)]",
            ),
        ),
    ),
    Mutant(
        "row takes any higher sequence",
        (("chassis.rows", "if envelope.sequence > sequence + 1:", "if False:"),),
    ),
    Mutant(
        "parked keys in memory only",
        (
            (
                "chassis.parking",
                "        self.now = now\n",
                "        self.now = now\n        self.lines: set[str] = set()\n",
            ),
            (
                "chassis.parking",
                '        where = {"group": self.group, "line": {"$in": list(lines)}}\n'
                '        return {found["line"] for found in'
                ' await self.documents.find(COLLECTION, where, fields={"line": 1})}\n',
                "        return self.lines & set(lines)\n",
            ),
            (
                "chassis.parking",
                "        alone = trouble.reason in BY_ITSELF\n",
                "        alone = trouble.reason in BY_ITSELF\n        self.lines.add(record.line)\n",
            ),
            (
                "chassis.parking",
                "            for one in following:\n",
                '            if not following:\n                self.lines.discard(document["line"])\n'
                "            for one in following:\n",
            ),
        ),
    ),
    Mutant(
        "counter incremented",
        (
            (
                "chassis.rows",
                'fields={"touched": 1, "sequence": 1}',
                'fields={"touched": 1, "sequence": 1, "buckets": 1}',
            ),
            (
                "chassis.rows",
                '    for bucket in sorted({bucket for row in noted for bucket in row["touched"]}):\n'
                "        await count_anew(documents, collection, counts, bucket)\n",
                '    for row in noted:\n        for bucket in row["touched"]:\n'
                '            await count_anew(documents, collection, counts, bucket, bucket in row["buckets"])\n',
            ),
            ("chassis.rows", "counts: str, bucket: str) -> None:", "counts: str, bucket: str, more: bool) -> None:"),
            (
                "chassis.rows",
                'number = await documents.count(collection, {"buckets": bucket})',
                'number = (kept["count"] if kept else 0) + (1 if more else -1)',
            ),
        ),
    ),
    Mutant(
        "chain check off",
        (("chassis.recording", "        if not follows:\n", "        if False:\n"),),
    ),
)
