"""Mutants of the core: each replaces a few words of the chassis' source.

A text that is not there exactly once has been changed since, and its mutant must follow it.
"""

from dataclasses import dataclass

SIMULATION = "simulation"

TESTS = "libs/chassis/tests"
CLAIMS = "chassis.deadlines.claims"
CONSUMING = "chassis.consuming.consumer"
COUNTS = "chassis.consuming.counts"
KAFKA = "chassis.kafka.group"
PARKING = "chassis.consuming.parking"
RECORDING = "chassis.store.recording"
RELAY = "chassis.outbox.relay"
ROWS = "chassis.consuming.rows"
READER = "chassis.store.reader"
STORE = "chassis.store.store"
CODEC = "chassis.store.codec"


@dataclass(frozen=True)
class Edit:
    """A text in a module, and its replacement."""

    module: str
    text: str
    instead: str


@dataclass(frozen=True)
class Mutant:
    """A change of the core; `killers` are the names of the tests that must turn red."""

    name: str
    edits: tuple[Edit, ...]
    killers: tuple[str, ...]


MUTANTS = (
    Mutant(
        "version guard off",
        (Edit(CODEC, '{"version": self.stored.version}', "{}"), Edit(CODEC, '{"head": self.head, "events', '{"events')),
        (
            f"{TESTS}/test_store_races.py::test_the_second_of_two_processes_decides_again_on_what_the_first_wrote",
            SIMULATION,
        ),
    ),
    Mutant(
        "remembered without the cause",
        (
            Edit(
                CODEC,
                'return version | {"head": self.head, "events.cause": unmet, "noted.cause": unmet}',
                "return version",
            ),
        ),
        (
            f"{TESTS}/test_store_remembered.py::test_a_cause_that_another_process_met_is_not_met_twice",
            SIMULATION,
        ),
    ),
    Mutant(
        "cause check off",
        (Edit(READER, 'request = causes[0]["request"] if causes else None', "request = None"),),
        (f"{TESTS}/test_store_causes.py::test_a_known_cause_is_not_decided", SIMULATION),
    ),
    Mutant(
        "request hash off",
        (Edit(STORE, 'if loaded.request not in ("", who.request, who.as_sent):', "if False:"),),
        (f"{TESTS}/test_store_causes.py::test_a_key_with_another_request_is_refused", SIMULATION),
    ),
    Mutant(
        "noted off",
        (
            Edit(
                STORE,
                'if not await self.documents.update(self.kind, {"_id": id, **loaded.guard(who.cause)}, change):',
                "if False:",
            ),
        ),
        (f"{TESTS}/test_store_causes.py::test_a_decision_without_events_is_noted_and_never_decided_again", SIMULATION),
    ),
    Mutant(
        "commit before effect",
        (
            Edit(KAFKA, "            await self.take(batch)\n", "            pass\n"),
            Edit(
                KAFKA,
                'log.warning("offsets not committed", error=type(error).__name__)\n',
                'log.warning("offsets not committed", error=type(error).__name__)\n        await self.take(batch)\n',
            ),
        ),
        (f"{TESTS}/test_group.py::test_the_effects_come_first", SIMULATION),
    ),
    Mutant(
        "publish before store",
        (
            Edit(
                STORE,
                "        if not await self.write(after, records, moves, guard, stored):\n            return None\n",
                "",
            ),
            Edit(
                STORE,
                "loaded.published if loaded else 0, records))\n",
                "loaded.published if loaded else 0, records))\n"
                "        if not await self.write(after, records, moves, guard, stored):\n            return None\n",
            ),
        ),
        (f"{TESTS}/test_store_late.py::test_only_what_was_stored_is_handed_over_to_the_relay", SIMULATION),
    ),
    Mutant(
        "pending_since set instead of min",
        (Edit(STORE, 'change["$min"] = {', 'change["$set"] = fields | {'),),
        (f"{TESTS}/test_store_documents.py::TestPending::test_the_oldest_unpublished_write_counts", SIMULATION),
    ),
    Mutant(
        "unset without the sequence",
        (Edit(RELAY, '({"_id": sent.id, "sequence": sent.through}, change)', '({"_id": sent.id}, change)'),),
        (f"{TESTS}/test_relay.py::test_an_acknowledgement_marks_nothing_that_was_written_since", SIMULATION),
    ),
    Mutant(
        "claim freed by time",
        (
            Edit(
                CLAIMS,
                "case _:\n            return [ClaimLooked(looked_on=facts.on)]",
                "case _:\n            return [ClaimFreed(claimant=claimant)]",
            ),
        ),
        (f"{TESTS}/test_claims.py::test_time_alone_frees_nothing", SIMULATION),
    ),
    Mutant(
        "row takes any higher sequence",
        (Edit(ROWS, "if envelope.sequence > sequence + 1:", "if False:"),),
        (f"{TESTS}/test_rows.py::test_what_comes_too_early_is_not_taken", SIMULATION),
    ),
    Mutant(
        "parked keys in memory only",
        (
            Edit(
                PARKING,
                "        self.group = group\n",
                "        self.group = group\n        self.lines: set[str] = set()\n",
            ),
            Edit(
                PARKING,
                '        where = {"group": self.group, "line": {"$in": list(lines)}}\n'
                '        return {found["line"] for found in'
                ' await self.documents.find(COLLECTION, where, fields={"line": 1})}\n',
                "        return self.lines & set(lines)\n",
            ),
            Edit(
                PARKING,
                "        alone = trouble.reason in BY_ITSELF\n",
                "        alone = trouble.reason in BY_ITSELF\n        self.lines.add(record.ordering_key)\n",
            ),
            Edit(
                PARKING,
                "            for one in following:\n",
                "            if not following:\n"
                '                self.lines.discard(document["line"])\n'
                "            for one in following:\n",
            ),
        ),
        (f"{TESTS}/test_parking.py::TestLine::test_a_restart_finds_what_was_parked", SIMULATION),
    ),
    Mutant(
        "counter incremented",
        (
            Edit(COUNTS, 'fields={"touched": 1, "sequence": 1}', 'fields={"touched": 1, "sequence": 1, "buckets": 1}'),
            Edit(
                COUNTS,
                '    for bucket in sorted({bucket for row in touched for bucket in row["touched"]}):\n'
                "        await count_again(rows, counts, bucket)\n",
                "    for row in touched:\n"
                '        for bucket in row["touched"]:\n'
                '            await count_again(rows, counts, bucket, bucket in row["buckets"])\n',
            ),
            Edit(COUNTS, "counts: str, bucket: str) -> None:", "counts: str, bucket: str, more: bool) -> None:"),
            Edit(
                COUNTS,
                'number = await documents.count(collection, {"buckets": bucket}, patient=True)',
                'number = (kept["count"] if kept else 0) + (1 if more else -1)',
            ),
        ),
        (f"{TESTS}/test_rows.py::TestCounts::test_a_recounter_that_dies_leaves_the_note", SIMULATION),
    ),
    Mutant(
        "chain check off",
        (Edit(RECORDING, "        if not follows:\n", "        if False:\n"),),
        (f"{TESTS}/test_recording.py::test_every_flipped_bit_is_found", SIMULATION),
    ),
    Mutant(
        "note of a count cleared without the sequence",
        (
            Edit(
                COUNTS,
                '({"_id": row["_id"], "sequence": row["sequence"]}, cleared)',
                '({"_id": row["_id"]}, cleared)',
            ),
        ),
        (f"{TESTS}/test_rows.py::TestCounts::test_a_row_that_went_on_meanwhile_keeps_its_note", SIMULATION),
    ),
    Mutant(
        "what comes after a parked record is handled",
        (Edit(CONSUMING, "                    blocked = True\n", "                    blocked = False\n"),),
        (f"{TESTS}/test_parking.py", SIMULATION),
    ),
    Mutant(
        "a failed batch leaves its producer in use",
        (Edit(RELAY, "        self.break_queue(sent.queue, error)\n        return True\n", "        return True\n"),),
        (f"{TESTS}/test_relay_failures.py", SIMULATION),
    ),
    Mutant(
        "refused although it may still arrive",
        (Edit(STORE, "                        if not may_arrive:\n", "                        if True:\n"),),
        (f"{TESTS}/test_store_late.py::test_a_change_that_may_still_arrive_is_not_refused",),
    ),
)
