"""Files by their hash, in memory and in GridFS."""

import hashlib
import uuid
from collections.abc import AsyncIterator

import pytest

from chassis.documents import Blobs, MemoryBlobs, MongoBlobs, connect, gridfs, read_whole
from chassis.documents.blobs import MISSING, chunks
from contracts.refusal import Refusal

PICTURE = b"a heap of burning tyres"
NAME = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture(params=["memory", "mongo"])
async def processes(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Blobs, Blobs]]:
    """Yield the files of one service as two of its processes see them."""
    if request.param == "memory":
        both = MemoryBlobs()
        yield both, both
        return
    client = connect(request.getfixturevalue("store_url"))
    database = f"test_{uuid.uuid4().hex[:12]}"
    yield MongoBlobs(client, database), MongoBlobs(client, database)
    await client.drop_database(database)
    client.close()


async def test_a_file_is_there_once_any_process_has_put_it(processes: tuple[Blobs, Blobs]) -> None:
    one, other = processes
    assert not await one.has(NAME)
    assert not await other.has(NAME)
    assert await one.put(chunks(PICTURE), "image/jpeg") == (NAME, len(PICTURE))
    for blobs in processes:
        assert await blobs.has(NAME)
        assert await blobs.has(NAME)
        assert not await blobs.has(NAME[::-1])
        file = await blobs.open(NAME)
        assert (await read_whole(blobs, NAME), file.media_type, file.size) == (PICTURE, "image/jpeg", len(PICTURE))


@pytest.mark.parametrize(("start", "end"), [(0, 1), (5, 9), (0, 700_000), (261_100, 261_200), (522_240, 700_000)])
async def test_a_part_of_a_file_is_read_from_any_chunk(processes: tuple[Blobs, Blobs], start: int, end: int) -> None:
    film = bytes(range(256)) * 2_800
    sha256, _ = await processes[0].put(chunks(film), "video/mp4")
    file = await processes[1].open(sha256)
    assert b"".join([chunk async for chunk in file.read(start, end)]) == film[start:end]


async def test_the_same_file_put_twice_is_one(processes: tuple[Blobs, Blobs]) -> None:
    one, other = processes
    assert await one.put(chunks(PICTURE), "image/jpeg") == await other.put(chunks(PICTURE), "image/jpeg")


async def test_a_file_that_is_not_there_is_missing(processes: tuple[Blobs, Blobs]) -> None:
    with pytest.raises(Refusal) as refused:
        await processes[0].open(NAME)
    assert refused.value.rule == MISSING


async def test_what_is_remembered_of_files_stays_small(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gridfs, "REMEMBERED", 1)
    client, database = connect(store_url), f"test_{uuid.uuid4().hex[:12]}"
    blobs = MongoBlobs(client, database)
    names = [(await blobs.put(chunks(content), "image/jpeg"))[0] for content in (b"first", b"second")]
    assert list(blobs.seen) == names[1:]
    assert [await blobs.has(name) for name in names] == [True, True]
    await client.drop_database(database)
    client.close()
