"""How a picture was taken: when and where, as the phone that took it says.

It is the place of an official act. Nothing is decided by it: a phone without a place takes pictures all the same.
"""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from contracts.values import Moment, Part, Value

DECIMALS: Final = 6
"""Of a degree: a hand's breadth. More is noise."""

# WGS-84. China with its seas: whoever reads 0, 0 has no place, and a phone that tells it has none.
Latitude = Annotated[float, Field(ge=3, le=54)]
Longitude = Annotated[float, Field(ge=73, le=136)]
Metres = Annotated[int, Field(ge=0, le=100_000)]


class Position(Part):
    """Degrees (WGS-84), and the metres within which it lies, as the phone estimates."""

    latitude: float
    longitude: float
    accuracy: int


class Shot(Part):
    """`taken_at` is what the clock of the phone showed; `clock_ahead` of the event says how wrong it was."""

    taken_at: datetime
    position: Position | None = None


class GivenPosition(Value):
    latitude: Latitude
    longitude: Longitude
    accuracy: Metres

    def published(self) -> Position:
        latitude, longitude = round(self.latitude, DECIMALS), round(self.longitude, DECIMALS)
        return Position(latitude=latitude, longitude=longitude, accuracy=self.accuracy)


class GivenShot(Value):
    """What a phone says of a picture that it took just now; a file that was there before has none."""

    taken_at: Moment
    position: GivenPosition | None = None

    def published(self) -> Shot:
        return Shot(taken_at=self.taken_at, position=self.position.published() if self.position else None)


def published_shot(given: GivenShot | None) -> Shot | None:
    return given.published() if given else None
