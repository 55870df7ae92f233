"""Tracked files name no machine, no download host and no secret."""

import json
import re
import subprocess

import pytest
from tests.architecture.sources import ROOT

JAVASCRIPT = "web/package-lock.json"
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+)")
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~/-])/(home|Users|root|work|mnt|opt|tmp|var/folders)/\w"),
    "a private address": re.compile(r"\b(10\.\d+|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+\.\d+\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a token": re.compile(r"\beyJ[A-Za-z0-9_-]{20,}\.|\b(ghp|gho|glpat|xox[abp])[_-][A-Za-z0-9-]{20,}"),
    "an access key": re.compile(r"\bA(KIA|SIA)[A-Z0-9]{16}\b"),
    "a password in an address": re.compile(r"\w+://[^/\s:@{}]+:[^/\s@{}]+@"),
}
EXAMPLES = {
    "a path of one machine": 'open("/home/me/x")',
    "a private address": "mongodb://192.168.1.20:27017",
    "a private key": "-----BEGIN OPENSSH PRIVATE KEY",
    "a token": "eyJhbGciOiJFZERTQSIsImtpZCI6.x",
    "an access key": "AKIA" + "ABCDEFGHIJKLMNOP",
    "a password in an address": "https://me:hunter2@host",
}
HOSTS = {
    "127.0.0.1",
    "gateway",
    "identity",
    "identity-api",
    "json-schema.org",
    "localhost",
    "rustup.rs",
    "service",
    "www.apache.org",
    "www.w3.org",
}
"""Names of this machine, of a Service of ours, of stand-ins, formats and the licence, of a tool that is recommended."""


def tracked() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    texts = {}
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and name != "tests/architecture/test_tracked.py":
            texts[name] = (ROOT / name).read_text(errors="replace")
    return texts


@pytest.mark.parametrize("what", FORBIDDEN)
def test_names_no(what: str) -> None:
    assert FORBIDDEN[what].search(EXAMPLES[what])
    assert {name: found[0] for name, text in tracked().items() if (found := FORBIDDEN[what].search(text))} == {}


def test_names_no_host_to_download_from() -> None:
    texts = {name: text for name, text in tracked().items() if not name.endswith((".md", JAVASCRIPT))}
    found = {host for text in texts.values() for host in ADDRESS.findall(text) if not host.endswith(".example")}
    assert found - HOSTS == set()


def test_the_lock_of_javascript_pins_contents_and_names_no_host() -> None:
    """It keeps whom an author asks to support him; those addresses lead to no package."""
    lock = json.loads((ROOT / JAVASCRIPT).read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    named = {name: {key: value for key, value in entry.items() if key != "funding"} for name, entry in packages.items()}
    assert [name for name, entry in named.items() if "resolved" in entry or "://" in json.dumps(entry)] == []
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "web" / ".npmrc").read_text().splitlines()


def test_nothing_large_or_made_is_tracked() -> None:
    made = re.compile(r"(^|/)(\.venv|\.local|node_modules|__pycache__|\.env$)|\.(pyc|jar|whl|so|key|pem|p12)$")
    assert [name for name in tracked() if made.search(name)] == []
    assert {name: len(text) for name, text in tracked().items() if len(text) > 1_000_000} == {}
