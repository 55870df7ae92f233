"""Kinds of files, told by their first bytes: the label is only what somebody says."""

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from typing import Final, NamedTuple

from contracts.code import Code
from contracts.refusal import Category, Rule, refuse


class Kind(Code):
    PICTURE = "picture", "照片"
    FILM = "film", "录像"
    SOUND = "sound", "录音"
    DOCUMENT = "document", "文件"


class MediaType(NamedTuple):
    """`word` is what people call it, `extension` ends the name of a file that is saved."""

    kind: Kind
    word: str
    extension: str


TYPES: Final = {
    "image/jpeg": MediaType(Kind.PICTURE, "JPEG", ".jpg"),
    "image/png": MediaType(Kind.PICTURE, "PNG", ".png"),
    "image/webp": MediaType(Kind.PICTURE, "WebP", ".webp"),
    "image/heic": MediaType(Kind.PICTURE, "HEIC", ".heic"),
    "image/heif": MediaType(Kind.PICTURE, "HEIF", ".heif"),
    "video/mp4": MediaType(Kind.FILM, "MP4", ".mp4"),
    "video/quicktime": MediaType(Kind.FILM, "MOV", ".mov"),
    "video/3gpp": MediaType(Kind.FILM, "3GP", ".3gp"),
    "audio/mpeg": MediaType(Kind.SOUND, "MP3", ".mp3"),
    "audio/mp4": MediaType(Kind.SOUND, "M4A", ".m4a"),
    "audio/aac": MediaType(Kind.SOUND, "AAC", ".aac"),
    "audio/amr": MediaType(Kind.SOUND, "AMR", ".amr"),
    "audio/amr-wb": MediaType(Kind.SOUND, "AMR-WB", ".awb"),
    "audio/3gpp": MediaType(Kind.SOUND, "3GP", ".3gp"),
    "application/pdf": MediaType(Kind.DOCUMENT, "PDF", ".pdf"),
}
"""The media types that are accepted."""
ALIASES: Final = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/heic-sequence": "image/heic",
    "image/heif-sequence": "image/heif",
    "video/x-m4v": "video/mp4",
    "video/mov": "video/quicktime",
    "video/3gp": "video/3gpp",
    "video/3gpp2": "video/3gpp",
    "audio/mp3": "audio/mpeg",
    "audio/x-mp3": "audio/mpeg",
    "audio/mpeg3": "audio/mpeg",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/aacp": "audio/aac",
    "audio/x-aac": "audio/aac",
    "audio/x-hx-aac-adts": "audio/aac",
    "audio/x-amr": "audio/amr",
    "audio/3gpp2": "audio/3gpp",
    "application/x-pdf": "application/pdf",
    "application/octet-stream": "",
}
"""Other names of the same, as phones and browsers give them; a file without a name is what its content is."""
TAKEN: Final = "可上传：" + "；".join(
    f"{kind.word}（{'、'.join(dict.fromkeys(one.word for one in TYPES.values() if one.kind is kind))}）"
    for kind in Kind
)

WRONG_TYPE = Rule("wrong-media-type", "不接受 {given} 类型的文件", category=Category.MALFORMED, remedy=TAKEN)
WRONG_CONTENT = Rule(
    "wrong-content",
    "文件内容不是所注明的 {given} 类型",
    category=Category.MALFORMED,
    remedy=f"请注明文件本来的类型。{TAKEN}",
)

TOO_LARGE = Rule(
    "file-too-large", "{kind}不得超过 {most}", category=Category.MALFORMED, remedy="请压缩或者分段后再上传"
)
EMPTY = Rule("empty-file", "文件内容为空", category=Category.MALFORMED)

type Sizes = Mapping[Kind, int]
"""The largest size of a file of each kind, in bytes."""

FIRST_BYTES: Final = 12
MEGABYTE: Final = 1024 * 1024
MAGIC: Final = {
    b"\xff\xd8\xff": ("image/jpeg",),
    b"\x89PNG\r\n\x1a\n": ("image/png",),
    b"%PDF-": ("application/pdf",),
    b"#!AMR\n": ("audio/amr",),
    b"#!AMR-WB\n": ("audio/amr-wb",),
    b"ID3": ("audio/mpeg", "audio/aac"),
}
FILM_OR_SOUND: Final = ("video/mp4", "audio/mp4")
BRANDS: Final = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"), ("image/heic", "image/heif")),
    **dict.fromkeys((b"mif1", b"mif2", b"msf1"), ("image/heif", "image/heic")),
    **dict.fromkeys((b"M4A ", b"M4B "), ("audio/mp4",)),
    **dict.fromkeys((b"mp41", b"mp42", b"avc1", b"hvc1", b"M4V ", b"MSNV", b"dash"), FILM_OR_SOUND),
    **dict.fromkeys((b"isom", *(f"iso{number}".encode() for number in range(2, 10))), FILM_OR_SOUND),
    b"qt  ": ("video/quicktime",),
}
"""The types of an ISO container by its brand (ISO/IEC 14496-12); a film's container may hold sound alone."""
MOBILE: Final = ("video/3gpp", "audio/3gpp", *FILM_OR_SOUND)
"""The types of a container whose brand begins with 3g: telephones name them either way."""


def labelled(given: str) -> str:
    """Return the media type that a Content-Type names, nothing if it names none; refuse WRONG_TYPE."""
    name = given.partition(";")[0].strip().lower()
    media_type = ALIASES.get(name, name)
    return media_type if media_type in TYPES or not media_type else refuse(WRONG_TYPE, given=name)


def recognised(label: str, first: bytes) -> str:
    """Return the media type of a file that begins so; refuse WRONG_CONTENT if that is not its label."""
    possible = kinds_of(first)
    if not label:
        return possible[0] if possible else refuse(WRONG_TYPE, given="未知")
    return label if label in possible else refuse(WRONG_CONTENT, given=label)


def kinds_of(first: bytes) -> tuple[str, ...]:
    """Return the accepted media types that a file beginning so may have, the likeliest first."""
    for magic, kinds in MAGIC.items():
        if first.startswith(magic):
            return kinds
    if first.startswith(b"RIFF") and first[8:12] == b"WEBP":
        return ("image/webp",)
    if first[4:8] == b"ftyp":
        return MOBILE if first[8:10] == b"3g" else BRANDS.get(first[8:12], ())
    return audio_frame(first)


def audio_frame(first: bytes) -> tuple[str, ...]:
    """Return the type of a stream whose first frame begins here: MPEG layer III, or AAC as ADTS (layer 0)."""
    if len(first) < 2 or first[0] != 0xFF:
        return ()
    if first[1] & 0xE6 == 0xE2:
        return ("audio/mpeg",)
    return ("audio/aac",) if first[1] & 0xF6 == 0xF0 else ()


def check_size(media_type: str, size: int, sizes: Sizes) -> None:
    """Refuse TOO_LARGE; a file that is not named yet may be as large as any."""
    kind = TYPES[media_type].kind if media_type else max(sizes, key=sizes.__getitem__)
    if size > sizes[kind]:
        refuse(TOO_LARGE, kind=kind.word, most=in_words(sizes[kind]))


def in_words(size: int) -> str:
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} 字节"


async def limited(content: AsyncIterable[bytes], media_type: str, sizes: Sizes) -> AsyncIterator[bytes]:
    """Yield the content; refuse TOO_LARGE as soon as it is larger than its kind may be."""
    size = 0
    async for chunk in content:
        size += len(chunk)
        check_size(media_type, size, sizes)
        yield chunk


async def beginning(content: AsyncIterator[bytes]) -> bytes:
    """Return what comes until the kind can be told, or all there is."""
    first = b""
    async for chunk in content:
        first += chunk
        if len(first) >= FIRST_BYTES:
            break
    return first


async def whole(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the content again from its beginning."""
    yield first
    async for chunk in rest:
        yield chunk
