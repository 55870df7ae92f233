"""Tables of figures for `make bench`: write path, way to supervision, recounting, draw.

Ratios are taken within one run, round by round, since the machine is shared; absolutes are for information.
"""

import os
import tempfile

from rich.console import Console
from rich.table import Table
from tests.performance.consuming import much_at_once, way_to_supervision
from tests.performance.contestants import left_out
from tests.performance.ground import ask, ground
from tests.performance.write_path import tables


def recount_of_a_million() -> Table:
    table = Table("buckets", "fill s", "first query s", "recount s", title="A recount of 1,000,000 rows")
    with ground() as stack:
        done = ask("recounting", {"store": stack.settings.store_address})
    table.add_row(f"{done['buckets']}", f"{done['fill']:.0f}", f"{done['rest']:.1f}", f"{done['recount']:.1f}")
    return table


def draw_of_twenty_thousand() -> Table:
    title = "A draw out of 20,000 firms"
    table = Table("", "seal s", "load s", "draw s", "peak MiB: seal, draw", "goal", title=title)
    for words, quotas in (("50 firms of the whole county", False), ("4 firms of each of 13 townships", True)):
        with tempfile.TemporaryDirectory() as folder:
            question = {"file": f"{folder}/pool", "quotas": quotas}
            sealed, drawn = (ask("draw", {**question, "step": step}) for step in ("seal", "draw"))
        seconds = (f"{one:.1f}" for one in (sealed["seal"], drawn["load"], drawn["draw"]))
        table.add_row(words, *seconds, f"{sealed['peak']:.0f}, {drawn['peak']:.0f}", "draw < 2 s")
    return table


def main() -> None:
    console = Console()
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    console.print("The store runs without --sync-on-commit: these are figures of speed, not of durability.")
    console.print(left_out(), *tables(), sep="\n")
    console.print(*way_to_supervision(), sep="\n")
    console.print(much_at_once())
    console.print(recount_of_a_million())
    console.print(draw_of_twenty_thousand())
    console.print(f"Load {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
