"""Progress under load: events published, records consumed, members of groups."""

from aiokafka import TopicPartition
from tests.support.waiting import eventually
from tests.support.witness import Witness, partitions_of

from contracts.topics import read_by

MEMBERS = 5


async def unpublished(witness: Witness, since: str) -> int:
    """Count the cases and clues with an unpublished event written before the moment."""
    where = {"pending_since": {"$lt": since}}
    return sum([len(await witness.documents("cases", kind, where)) for kind in ("case", "clue")])


async def published(witness: Witness, until: str) -> None:
    async def done() -> bool:
        return not await unpublished(witness, until)

    await eventually(done, "what was written until then is published")


async def committed(witness: Witness, service: str) -> dict[TopicPartition, int]:
    """Return the position that the service's group has committed in each partition."""
    found = await witness.admin.list_consumer_group_offsets(service)
    return {partition: position.offset for partition, position in found.items()}


async def caught_up(witness: Witness, service: str) -> None:
    """Wait until everything now in the topics is consumed."""
    partitions = [partition for topic in read_by(service) for partition in partitions_of(topic)]
    ends = await witness.offsets.end_offsets(partitions)

    async def reached() -> bool:
        done = await committed(witness, service)
        return all(done.get(partition, 0) >= end for partition, end in ends.items())

    await eventually(reached, f"{service} has consumed what there was")


async def members(witness: Witness, service: str, number: int) -> None:
    """Wait until the service's group has so many members and has assigned its partitions."""

    async def agreed() -> bool:
        (described,) = await witness.admin.describe_consumer_groups([service])
        (group,) = described.groups
        return "Stable" in group and len(group[MEMBERS]) == number

    await eventually(agreed, f"{service} has {number} workers")
