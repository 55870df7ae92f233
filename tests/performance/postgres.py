"""A PostgreSQL of its own for the peers, where Debian's is installed; like the store, it does not sync its commits."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from stack.ports import HOST
from stack.process import Program, Stage

ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root; this is the account that Debian's package brings."""

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def executable(name: str) -> str | None:
    places = os.pathsep.join([*map(str, FOLDERS), os.environ.get("PATH", "")])
    return shutil.which(name, path=places)


def is_there() -> bool:
    return executable("postgres") is not None and executable("initdb") is not None


def initialise(data: Path) -> None:
    """Make the cluster; its folder belongs to the account that will run it."""
    data.mkdir(parents=True)
    if os.getuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(data, account.pw_uid, account.pw_gid)
        data.parent.chmod(0o711)
    run("initdb", "--pgdata", str(data), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8")


def program(data: Path, port: int) -> Program:
    options = {"synchronous_commit": "off", "listen_addresses": HOST, "unix_socket_directories": "", "port": str(port)}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    return Program(name="postgres", command=(*command("postgres"), "-D", str(data), *settings), stage=Stage.STORE)


def create_databases(port: int, names: Iterable[str]) -> None:
    for name in names:
        run("createdb", "--host", HOST, "--port", str(port), "--username", "postgres", name)


def run(name: str, *arguments: str) -> None:
    subprocess.run([*command(name), *arguments], check=True, stdout=subprocess.DEVNULL)


def command(name: str) -> tuple[str, ...]:
    found = executable(name) or name
    as_account = ("setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups")
    return (*as_account, found) if os.getuid() == 0 else (found,)
