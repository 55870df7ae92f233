"""Pictures drawn small by Pillow, and pi-heif for what iPhones take."""

from io import BytesIO
from typing import Final

from pi_heif import register_heif_opener
from PIL import Image, ImageOps

FORMATS: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
MOST_PIXELS: Final = 25_000_000
"""All are held in memory at once, in 10 bytes each at most (WebP)."""
MOST_OF_JPEG: Final = 50_000_000
"""JPEG is decoded small; a progressive one takes up to 6 bytes each."""
QUALITY: Final = 75

register_heif_opener(thumbnails=False)


def drawn_small(whole: bytes, media_type: str, side: int) -> bytes | None:
    """Return the picture as WebP, no side longer than `side`; None if it is none, broken, or too large to draw."""
    form = FORMATS.get(media_type, "")
    most = MOST_OF_JPEG if form == "JPEG" else MOST_PIXELS
    try:
        with Image.open(BytesIO(whole), formats=[form]) as picture:
            if picture.width * picture.height > most:
                return None
            picture.thumbnail((side, side))
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Exception:  # whatever a decoder makes of a broken file
        return None
    written = BytesIO()
    plain.save(written, "WEBP", quality=QUALITY)
    return written.getvalue()
