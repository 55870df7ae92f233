"""Numbers of golden examples, and where their pictures were taken."""

from typing import Any, Final

NUMBERS: Final[dict[str, int]] = {
    "amount": 1_000_000,
    "answered": 8,
    "excluded": 3,
    "findings": 2,
    "fine": 1_000_000,
    "firms": 500,
    "open": 1_000_000,
    "points": -12,
    "problems": 1,
    "proposed_fine": 1_000_000,
    "repeated": 2,
    "rows": 500,
    "score": 78,
    "sequence": 1,
    "wanted": 40,
    "year": 2026,
}

SHOT: Final[dict[str, Any]] = {
    "taken_at": "2026-03-12T10:05:00+08:00",
    "position": {"latitude": 38_849_121, "longitude": 114_193_452, "accuracy": 12},
}
SHOTS: Final = {
    **dict.fromkeys(("after_shot", "before_shot", "blob_shot", "picture_shot"), SHOT),
    "pictures": ({"picture": "9" * 64, "picture_shot": SHOT},),
}
