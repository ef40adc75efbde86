"""The pictures of the demo's film: a night landscape where windows light up, one after the other."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (640, 360)
PER_SECOND = 10
FADE = 1.2  # seconds that a window takes to light up
SKY, HILL, NEAR, HOUSE, LAMP, PALE = "#10222b", "#18323d", "#0c1a21", "#223f4b", "#f5bb4a", "#f4f1ea"
STARS = [(40, 60), (120, 75), (210, 50), (300, 85), (390, 55), (470, 90), (560, 45), (610, 75), (80, 110), (520, 130)]
# Houses from left to right: x, y of the roof, width, height. Their windows light up in the order of WINDOWS.
HOUSES = [(60, 214, 70, 56), (205, 236, 84, 62), (352, 208, 66, 54), (500, 230, 88, 64)]
WINDOWS = [(222, 254), (86, 232), (536, 252), (376, 226)]
# Pillow's own font has no accent.
FONT = Path(__file__).resolve().parent.parent / "structures" / "printed" / "fonts" / "AtkinsonHyperlegible-Regular.ttf"
LABEL = "Film de démonstration, images et voix de synthèse"


def draw(folder: Path, seconds: float, cues: list[float]) -> None:
    """Numbered pictures of the whole film; ``cues`` are the moments at which a sentence begins."""
    steps = len(WINDOWS)
    moments = [cues[min(len(cues) - 1, step * len(cues) // steps)] for step in range(steps)]
    for number in range(round(seconds * PER_SECOND)):
        now = number / PER_SECOND
        picture([max(0.0, min(1.0, (now - moment) / FADE)) for moment in moments]).save(folder / f"{number + 1:05}.png")


def poster(path: Path) -> None:
    picture([1.0] * len(WINDOWS)).save(path, quality=80, method=6)


def picture(lights: list[float]) -> Image.Image:
    """One picture; ``lights`` says how lit each window is, from 0 to 1."""
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    for x, y in STARS:
        pen.ellipse((x, y, x + 2, y + 2), fill=PALE)
    pen.ellipse((-160, 210, 400, 620), fill=HILL)
    pen.ellipse((220, 225, 860, 640), fill=HILL)
    for x, y, width, height in HOUSES:
        pen.polygon([(x - 6, y), (x + width // 2, y - 28), (x + width + 6, y)], fill=NEAR)
        pen.rectangle((x, y, x + width, y + height), fill=HOUSE)
    pen.ellipse((-200, 282, 500, 700), fill=NEAR)
    pen.ellipse((300, 290, 900, 720), fill=NEAR)
    for (x, y), light in zip(WINDOWS, lights, strict=True):
        pen.rectangle((x, y, x + 16, y + 20), fill=_mixed(NEAR, LAMP, light))
        pen.line((x + 8, y, x + 8, y + 20), fill=HOUSE)
    pen.text((16, 12), LABEL, fill=PALE, font=ImageFont.truetype(str(FONT), 15))
    return image


def _mixed(dark: str, bright: str, share: float) -> tuple[int, ...]:
    pairs = zip(*(bytes.fromhex(color[1:]) for color in (dark, bright)), strict=True)
    return tuple(round(low + (high - low) * share) for low, high in pairs)
