"""Bodies that are files, as OpenAPI describes them."""

from typing import Any, Final

from chassis.http.media import TYPES

BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
FILE: Final = dict.fromkeys(TYPES, BYTES)

TAKES_A_FILE: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": FILE}}
TAKES_A_PART: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {"application/octet-stream": BYTES}}
}
GIVES_A_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": FILE, "description": "The whole file"},
    206: {"content": FILE, "description": "A range of its bytes"},
}
