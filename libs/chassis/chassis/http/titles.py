"""Chinese titles in OpenAPI, which forms and tables show: a field's own, else the word of its name."""

import re
from typing import Any

from contracts.field_words import word_of

type Json = dict[str, Any]

CHINESE = re.compile("[一-鿿]")


def give_titles(whole: Json) -> None:
    """Give every field of the schemas, and every parameter, its Chinese title; what has no word keeps its name."""
    for name, schema in whole["components"]["schemas"].items():
        for field, part in schema.get("properties", {}).items():
            give_title(part, field, name)
    for operation in [operation for path in whole["paths"].values() for operation in path.values()]:
        for parameter in operation.get("parameters", ()):
            give_title(parameter["schema"], parameter["name"])


def give_title(part: Json, field: str, schema: str = "") -> None:
    if not CHINESE.search(part.get("title", "")) and (word := word_of(field, schema)):
        part["title"] = word
