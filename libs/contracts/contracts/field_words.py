"""Chinese words of fields, by name: what people read beside a field of a request or an answer."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

type Words = Mapping[str, Mapping[str, str]]

EVERYWHERE: Final = "fields"
FIELD_WORDS: Final[Words] = tomllib.loads(files("contracts").joinpath("field_words.toml").read_text("utf-8"))
"""By schema, then field; those of `EVERYWHERE` hold where a schema has none of its own."""


def word_of(field: str, schema: str = "") -> str | None:
    """Return the field's word in the schema; None for a name that the table lacks."""
    return FIELD_WORDS.get(schema, {}).get(field) or FIELD_WORDS[EVERYWHERE].get(field)
