"""The store of one machine: SecantusDB, which speaks MongoDB's protocol and keeps its data in WiredTiger."""

import sys
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from stack.folders import LOCAL
from stack.ports import HOST
from stack.process import Failed, Program, Stage

NATIVE = LOCAL / "native" / "bin" / "secantusd-rs"
WHEEL = (sys.executable, "-m", "stack.catalogue")
ANSWER_MILLISECONDS = 5_000


def program(data: Path, port: int, sync: bool = True, native: Path = NATIVE) -> Program:
    """Return the native daemon if `make stack-native` built it, otherwise that of the package; the format is the same.

    Without `sync` an acknowledged write may be lost by a crash: use it only to measure speed. That of the package
    stands alone: as a member of a replica set it would write each change twice, for readers that there are none of.
    """
    options = ["--host", HOST, "--port", str(port), "--storage-path", str(data), "--cache-size", "512M"]
    options += ["--log-level", "WARNING", *(["--sync-on-commit"] if sync else [])]
    daemon = (str(native),) if native.exists() else (*WHEEL, "--standalone")
    data.mkdir(parents=True, exist_ok=True)
    return Program(name="store", command=(*daemon, *options), stage=Stage.STORE)


def require_answer(url: str) -> None:
    """Raise Failed unless the given store accepts the URL's user; the message shows neither user nor password."""
    where = url.rpartition("@")[2]
    try:
        with MongoClient[dict[str, object]](url, serverSelectionTimeoutMS=ANSWER_MILLISECONDS) as client:
            client["zhifatong_identity"].list_collection_names()
    except PyMongoError as error:
        raise Failed(f"the store at {where} doesn't answer: {str(error).splitlines()[0][:200]}") from error
