"""Digests of content that passes by, held against the one that its sender named."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator

from contracts.refusal import Category, Rule, refuse

DAMAGED = Rule(
    "digest-mismatch",
    "收到的内容与所注明的指纹不符，未予保留",
    category=Category.MALFORMED,
    remedy="内容在传输中受损或者不完整，请重新发送",
)


async def checked(content: AsyncIterable[bytes], sha256: str | None) -> AsyncIterator[bytes]:
    """Yield the content; refuse DAMAGED at its end if a digest (in hex) was named and is another one."""
    digest = hashlib.sha256() if sha256 else None
    async for chunk in content:
        if digest:
            digest.update(chunk)
        yield chunk
    if digest and digest.hexdigest() != sha256:
        refuse(DAMAGED)
