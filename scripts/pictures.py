"""Pictures light enough to be kept with the code."""

import io
from pathlib import Path

from PIL import Image

from .console import RefusalError

# From nearly faithful to just readable: the first that is light enough is kept.
WEBP_QUALITIES = (90, 85, 80, 75, 70, 60, 50, 40)
MAX_BYTES = 60_000


def light_webp(png: bytes, path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The picture as WebP, as faithful as its weight allows. Raises RefusalError when it is too heavy all the same."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in WEBP_QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= max_bytes:
            return buffer.getvalue()
    raise RefusalError(f"{path.name} dépasse {max_bytes} octets, même très compressée.")
