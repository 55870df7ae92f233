from typing import Annotated

from contracts.unit import Unit, told_by

Base = Annotated[int, told_by("base_unit", Unit.FEN, Unit.SQUARE_METRE)]
"""What a fine by multiple or percentage is taken of, in fen, or the area in full square metres."""
