"""A phone for tests, which judges commands before it sends them."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from httpx import Response

from chassis.testing import Caller, SetClock
from contracts.judging import Judge


@dataclass
class Phone:
    """`path` is the page of what is judged, `facts` are what was told of it last; `files` those that were sent."""

    caller: Caller
    judge: Judge[Any]
    clock: SetClock
    path: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    key: str = ""

    async def read(self, path: str) -> dict[str, Any]:
        self.path = path
        answer = await self.caller.ask(f"{path}/facts")
        assert answer.status_code == 200, answer.text
        self.facts = answer.json()["facts"]
        return self.facts

    def find(self, step: str, body: dict[str, Any] | None = None, item: str = "") -> dict[str, Any]:
        """Return what the judge answers; the next command is sent under the key that it was told."""
        self.key = str(uuid.uuid4())
        given = {
            "step": step,
            "body": body or {},
            "item": item,
            "key": self.key,
            "now": self.clock().isoformat(),
            "files": self.files,
            "pictures": self.files,
        }
        answer: dict[str, Any] = json.loads(self.judge.judge(json.dumps(self.facts), json.dumps(given)))
        return answer

    def steps(self) -> list[dict[str, Any]]:
        asked = json.dumps({"now": self.clock().isoformat()})
        found: list[dict[str, Any]] = json.loads(self.judge.steps(json.dumps(self.facts), asked))
        return found

    async def send(self, below: str, body: dict[str, Any], found: dict[str, Any], **headers: str) -> Response:
        told = {"X-Judged": found["judged"], **headers}
        return await self.caller.act(f"{self.path}/{below}", body, key=self.key, headers=told)
