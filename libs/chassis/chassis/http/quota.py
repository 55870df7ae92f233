"""How often a person may do something within a minute and a day, counted by a guarded write."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.documents import Document, Documents, find_one
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse

TOO_OFTEN = Rule(
    "too-often", "{what}过于频繁，{seconds} 秒后方可继续", category=Category.TOO_OFTEN, remedy="请稍后再试"
)

COLLECTION = "quota"
RACES = 100
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Quota:
    """`what` is counted, in Chinese; each person has one document, however often it is counted."""

    documents: Documents
    name: str
    what: str
    per_minute: int
    per_day: int

    async def count(self, who: Origin) -> None:
        """Count once more; refuse TOO_OFTEN, with the seconds to wait, where that is too much."""
        id = f"{self.name}:{who.actor}"
        for _ in range(RACES):
            kept = await find_one(self.documents, COLLECTION, {"_id": id}) or {"_id": id}
            counts = self._counted(kept, who.at)
            if "day" not in kept:
                done = await self.documents.insert(COLLECTION, {"_id": id, **counts})
            else:
                done = await self.documents.update(COLLECTION, kept, {"$set": counts})
            if done:
                return
        refuse(TOO_OFTEN, what=self.what, seconds=1)

    def _counted(self, kept: Document, at: datetime) -> Document:
        counts: Document = {}
        for window, length, most in (("minute", MINUTE, self.per_minute), ("day", DAY, self.per_day)):
            number, into = divmod(at.timestamp(), length.total_seconds())
            before = kept[f"in_{window}"] if kept.get(window) == int(number) else 0
            if before >= most:
                refuse(TOO_OFTEN, what=self.what, seconds=int(length.total_seconds() - into) + 1)
            counts |= {window: int(number), f"in_{window}": before + 1}
        return counts
