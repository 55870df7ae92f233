"""How a picture was taken: when and where, as the phone that took it says.

It is the place of an official act. Nothing is decided by it: a phone without a place takes pictures all the same.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from contracts.values import FileHash, Moment, Part, Value

# WGS-84, in millionths of a degree: no number of an event is a fraction. China with its seas: whoever reads 0, 0 has no
# place, and a phone that tells it has none.
Latitude = Annotated[int, Field(ge=3_000_000, le=54_000_000)]
Longitude = Annotated[int, Field(ge=73_000_000, le=136_000_000)]
Metres = Annotated[int, Field(ge=0, le=100_000)]


class Position(Part):
    """Millionths of a degree (WGS-84), and the metres within which it lies, as the phone estimates."""

    latitude: int
    longitude: int
    accuracy: int


class Shot(Part):
    """`taken_at` is what the clock of the phone showed; `clock_ahead` of the event says how wrong it was."""

    taken_at: datetime
    position: Position | None = None


class Picture(Part):
    """One of several pictures of a fact; without `picture_shot` it is a file that was there before."""

    picture: FileHash
    picture_shot: Shot | None = None


class GivenPosition(Value):
    latitude: Latitude
    longitude: Longitude
    accuracy: Metres

    def published(self) -> Position:
        return Position(latitude=self.latitude, longitude=self.longitude, accuracy=self.accuracy)


class GivenShot(Value):
    """What a phone says of a picture that it took just now; a file that was there before has none."""

    taken_at: Moment
    position: GivenPosition | None = None

    def published(self) -> Shot:
        return Shot(taken_at=self.taken_at, position=self.position.published() if self.position else None)


class GivenPicture(Value):
    picture: FileHash
    picture_shot: GivenShot | None = None

    def published(self) -> Picture:
        return Picture(picture=self.picture, picture_shot=published_shot(self.picture_shot))


def published_shot(given: GivenShot | None) -> Shot | None:
    return given.published() if given else None
