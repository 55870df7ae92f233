"""Files in parts, in memory and in the store; in process through HTTP: http/test_uploads.py."""

import uuid
from collections.abc import AsyncIterator
from hashlib import sha256

import pytest

from chassis.documents import (
    Blobs,
    Documents,
    MemoryBlobs,
    MemoryDocuments,
    MongoBlobs,
    MongoDocuments,
    Received,
    Uploads,
    connect,
    read_whole,
)
from chassis.documents.blobs import chunks
from chassis.documents.uploads import PART_BYTES, WRONG_OFFSET
from contracts.refusal import Refusal
from contracts.values import PersonId

FILM = bytes(range(256)) * (PART_BYTES // 100)


@pytest.fixture(params=["memory", "mongo"])
async def stores(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Documents, Blobs]]:
    if request.param == "memory":
        yield MemoryDocuments(), MemoryBlobs()
        return
    client = connect(request.getfixturevalue("store_url"))
    database = f"test_{uuid.uuid4().hex[:12]}"
    yield MongoDocuments(client, database), MongoBlobs(client, database)
    await client.drop_database(database)
    client.close()


async def test_of_two_that_go_on_from_one_offset_one_is_refused(stores: tuple[Documents, Blobs]) -> None:
    documents, blobs = stores
    uploads, person = Uploads(documents, Received(documents, blobs)), PersonId("officer-1")
    await uploads.prepare()
    begun = await uploads.begin(person, "130624100", "video/mp4", len(FILM))
    half = await uploads.append(begun, chunks(FILM[: PART_BYTES + 7]))
    with pytest.raises(Refusal) as refused:
        await uploads.append(begun, chunks(FILM[:5]))
    assert (refused.value.rule, refused.value.facts["offset"]) == (WRONG_OFFSET, PART_BYTES + 7)
    found = await uploads.find(begun.id, "officer-1")
    assert found == half
    whole = await uploads.append(found, chunks(FILM[PART_BYTES + 7 :]))
    done = await uploads.complete(whole, "video/mp4")
    assert done.sha256 == sha256(FILM).hexdigest()
    assert await read_whole(blobs, done.sha256) == FILM
    assert await documents.count("upload-part", {}) == 0
    assert (await uploads.find(begun.id, "officer-1")).sha256 == done.sha256
