"""A supervised house of stand-ins that note in FOLDER/ended when they end: `standins.py FOLDER [NAME=BEHAVIOUR…]`.

The service among them is a fork of a template, as the real ones are.
"""

import sys
from pathlib import Path

from stack.process import Failed, Program, Stage
from stack.supervisor import Stopped, Supervisor, say

NOTES_ITS_END = """
import signal, sys, time
def end(number, frame):
    print(sys.argv[1], file=open(sys.argv[2], "a"))
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
while True:
    time.sleep(60)
"""
BEHAVIOURS = {
    "good": NOTES_ITS_END,
    "deaf": NOTES_ITS_END.replace("signal.SIGTERM, end", "signal.SIGTERM, signal.SIG_IGN"),
    "broken": "raise SystemExit('no such table')",
}
STAGES = {"store": Stage.STORE, "kafka": Stage.BROKER, "gateway": Stage.GATEWAY, "cases": Stage.SERVICE}


def main(folder: Path, chosen: dict[str, str]) -> int:
    supervisor = Supervisor(folder)
    supervisor.heed_signals()
    try:
        for name, stage in STAGES.items():
            behaviour = BEHAVIOURS[chosen.get(name, "good")]
            (file := folder / f"{name}.py").write_text(behaviour)
            command = (sys.executable, str(file), name, str(folder / "ended"))
            warm = stage is Stage.SERVICE
            supervisor.start(Program(name=name, command=command, stage=stage, patience=1, warm=warm))
        supervisor.watch()
    except Stopped:
        return 0
    except Failed as failure:
        say(str(failure))
    finally:
        say("stopping")
        supervisor.stop()
        say("all stopped")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), dict(choice.split("=") for choice in sys.argv[2:])))
