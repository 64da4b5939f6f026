"""The pictures that the core borrows, by Pillow."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

QUALITY = 82


class PillowEngine:
    """See ``ir_plugin.core.photo_engine.PhotoEngine``."""

    def jpeg(self, path: str, longest: int) -> bytes:
        try:
            with Image.open(path) as photo:
                upright = ImageOps.exif_transpose(photo)
                picture = Image.new("RGB", upright.size, "white")  # of its own, so that nothing but pixels comes along
                drawn = upright.convert("RGBA")
                picture.paste(drawn, mask=drawn)
        except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValueError(str(error)) from error
        picture.thumbnail((longest, longest))
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=QUALITY)
        return written.getvalue()
