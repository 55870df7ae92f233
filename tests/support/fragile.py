"""Credit with a bug: until a file exists, it fails on penalties of the firms named in another file.

`python fragile.py worker|all`; the folder with the files `firms` and `fixed` is named by the environment.
"""

import os
from dataclasses import replace
from pathlib import Path

from chassis.consuming import Reactions
from chassis.process import main
from contracts.cases import PenaltyDecided
from contracts.origin import Origin
from credit import reactions
from credit.__main__ import BLUEPRINT
from credit.service import Service

VARIABLE = "FRAGILE_FOLDER"

reaction = Reactions[Service]()


@reaction
async def penalty_decided(event: PenaltyDecided, who: Origin, service: Service) -> None:
    folder = Path(os.environ[VARIABLE])
    if not (folder / "fixed").exists() and event.firm in (folder / "firms").read_text().split():
        raise RuntimeError("not fixed yet")
    await reactions.penalty_decided(event, who, service)


reaction.common = reactions.reaction.common
for name, sound in reactions.reaction.by_type.items():
    reaction.by_type.setdefault(name, sound)

if __name__ == "__main__":
    main(replace(BLUEPRINT, reactions=reaction))
