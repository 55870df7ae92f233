"""Lawful histories of visits, patrols, draws and clues, as they are published."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from tests.support.lawful import BODY, FIRM, HEAD, MONDAY, OFFICE, OTHER, PAIR, PICTURE, File, published

from contracts.cases import ClueRegistered, ClueSetAside, ClueSource, ClueTaken
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    DrawHeld,
    DrawnFirm,
    DrawSealed,
    ItemAnswered,
    PatrolAssigned,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolFound,
    PatrolReferred,
    RectifiedOnSite,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitResult,
)

SECOND_FIRM, ANOTHER_PICTURE = "91130624MA0TETX2H8", "c" * 64


@dataclass
class VisitFile(File):
    """A visit that a lot sent two officers on."""

    id: str = "visit-1"

    def assigned(self, **given: Any) -> Self:
        fields: dict[str, Any] = {
            "kind": VisitKind.ROUTINE,
            "firm": FIRM,
            "township": BODY,
            "body": BODY,
            "officers": PAIR,
            "item_lists": ("safety",),
            "inspect_until": self.day + timedelta(days=60),
            "draw": "draw-1",
        }
        return self.add(VisitAssigned(**(fields | given)), OFFICE, "130624-draw-office")

    def approved(self) -> Self:
        return self.add(VisitApproved(approved_on=self.day), HEAD)

    def opened(self) -> Self:
        return self.add(VisitOpened(opened_on=self.day, officers=PAIR, counted=True, officer=PAIR[0]))

    def answered(self, item: str, answer: Answer) -> Self:
        return self.add(published(ItemAnswered, item=item, answer=answer, officer=PAIR[0]))

    def rectified(self, item: str) -> Self:
        pictures = {"before": PICTURE, "after": ANOTHER_PICTURE}
        return self.add(RectifiedOnSite(item=item, **pictures, rectified_on=self.day, officer=PAIR[0]))

    def term_set(self, item: str) -> Self:
        until = self.day + timedelta(days=10)
        return self.add(
            CorrectionTermSet(item=item, demand="补充培训记录", ordered_on=self.day, until=until, officer=PAIR[0])
        )

    def rechecked(self, item: str, fulfilled: bool = True) -> Self:
        found = {"fulfilled": fulfilled, "rechecked_on": self.day, "picture": "d" * 64}
        return self.add(published(TermRechecked, item=item, **found, officer=PAIR[0]))

    def confirmed(self, act: str = "record") -> Self:
        return self.add(VisitActConfirmed(act=act, certificate=PAIR[1], confirmed_on=self.day), OTHER)

    def referred(self, item: str) -> Self:
        return self.add(
            ViolationReferred(
                finding=f"{self.id}-{item}",
                item=item,
                power="FI-01",
                firm=FIRM,
                body=BODY,
                township=BODY,
                found_on=self.day,
                place="城南街12号",
                officers=PAIR,
                officer=PAIR[0],
                confirmed_by=PAIR[1],
            )
        )

    def concluded(self, result: VisitResult, answered: int, problems: int) -> Self:
        return self.add(
            VisitConcluded(
                result=result,
                kind=VisitKind.ROUTINE,
                firm=FIRM,
                township=BODY,
                officers=PAIR,
                answered=answered,
                problems=problems,
                concluded_on=self.day,
                officer=PAIR[0],
                confirmed_by=PAIR[1],
            )
        )


def visited(day: date = MONDAY) -> VisitFile:
    """Return a visit with a problem of every kind."""
    file = VisitFile(day=day)
    file.assigned()
    file.wait(1)
    file.approved()
    file.wait(1)
    file.opened()
    file.answered("safety-01", Answer.PROBLEM)
    file.answered("safety-02", Answer.FINE)
    file.answered("safety-03", Answer.PROBLEM)
    file.answered("safety-04", Answer.PROBLEM)
    file.rectified("safety-03")
    file.term_set("safety-01")
    file.confirmed("order-safety-01")
    file.confirmed()
    file.referred("safety-04")
    file.concluded(VisitResult.REFERRED, 4, 3)
    file.wait(11)
    file.rechecked("safety-01", fulfilled=False)
    file.confirmed("recheck-safety-01")
    return file


def patrolled() -> File:
    file = File("patrol-1")
    file.add(
        PatrolAssigned(body=BODY, township=BODY, officers=PAIR, route="城南街", patrol_on=file.day), "officer-captain"
    )
    seen = {"finding": "patrol-1-1", "place": "城南街", "picture": PICTURE, "found_on": file.day}
    file.add(published(PatrolFound, **seen, officer=PAIR[0]))
    given = PatrolFindingConfirmed(finding="patrol-1-1", certificate=PAIR[1], confirmed_on=file.day)
    file.add(given, OTHER)
    file.add(
        PatrolReferred(
            finding="patrol-1-1",
            power="EN-09",
            body=BODY,
            township=BODY,
            found_on=file.day,
            place="城南街",
            officers=PAIR,
            confirmed_by=PAIR[1],
        )
    )
    file.add(PatrolConcluded(concluded_on=file.day, findings=1))
    return file


def draw_file() -> File:
    file = File("draw-1")
    until = file.day + timedelta(days=60)
    file.add(
        published(
            DrawSealed,
            pool=PICTURE,
            firms=500,
            excluded=10,
            wanted=2,
            item_lists=("safety",),
            inspect_until=until,
            sealed_on=file.day,
        ),
        OFFICE,
        "130624-draw-office",
    )
    file.wait(1)
    drawn = tuple(
        DrawnFirm(firm=firm, township=BODY, number=number * 64, officers=PAIR)
        for firm, number in ((FIRM, "1"), (SECOND_FIRM, "2"))
    )
    file.add(
        DrawHeld(
            seed="2026-033",
            seed_source="福彩双色球",
            record=PICTURE,
            held_on=file.day,
            inspect_until=until,
            item_lists=("safety",),
            drawn=drawn,
        ),
        OFFICE,
        "130624-draw-office",
    )
    return file


def clue_file(*, taken: bool = True) -> File:
    file = File("clue-1")
    file.add(
        published(
            ClueRegistered,
            source=ClueSource.HOTLINE,
            township=BODY,
            received_on=file.day,
            seen_on=file.day - timedelta(days=1),
            place="城南街",
        ),
        "officer-hotline",
        "130624-hotline",
    )
    file.wait(3)
    file.add(ClueTaken(case="case-1") if taken else published(ClueSetAside, set_aside_on=file.day))
    return file
