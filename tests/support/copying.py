"""Backup of one service's store: copied as it is now, and put back later."""

from dataclasses import dataclass

from tests.support.witness import Document, Witness


@dataclass(frozen=True)
class Copy:
    """The documents of each collection of a service."""

    service: str
    collections: dict[str, list[Document]]


async def copied(witness: Witness, service: str) -> Copy:
    names = await witness.collections(service)
    return Copy(service, {name: await witness.documents(service, name) for name in names})


async def put_back(witness: Witness, copy: Copy) -> None:
    """Replace the store by the copy while the service is stopped; it makes its indexes when it starts."""
    database = f"{witness.prefix}_{copy.service}"
    await witness.client.drop_database(database)
    for name, documents in copy.collections.items():
        if documents:
            await witness.client[database][name].insert_many(documents)
