"""What both styles of citation share: names with their particles, dates, sentences."""

from fiches.bibliography import markup
from fiches.bibliography.items import Item

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def family_of(person: dict[str, str]) -> str:
    """The family name after its particle: ``de La Tour``, ``d'Alembert``."""
    particle = person.get("non-dropping-particle", "")
    between = "" if particle.endswith(("'", "’", "-")) or not particle else " "
    return f"{particle}{between}{person.get('family', '')}"


def part_of_name(person: dict[str, str], *parts: str) -> list[str]:
    return [person[part] for part in parts if person.get(part)]


def sentence(part: str) -> str:
    """A part with its full stop, unless it asks or exclaims."""
    part = part.rstrip(". ")
    return part if markup.plain(part).endswith(("?", "!", "…")) else f"{part}."


def issued(item: Item, separator: str = "") -> str:
    """The year, « 1914-1918 », or the words that stand for it; with a separator, the whole date as numbers."""
    date = item.get("issued", {})
    parts = date.get("date-parts", [])
    if separator and len(parts) == 1:
        year, *rest = parts[0]
        return separator.join([f"{year:04}", *(f"{number:02}" for number in rest)])
    return "-".join(str(one[0]) for one in parts) or str(date.get("literal", ""))


def when(item: Item, variable: str = "issued") -> str:
    """``12 mai 2023``, ``mai 2023``, ``2023``."""
    date = item.get(variable, {})
    if len(date.get("date-parts", [])) != 1:
        return issued({"issued": date})
    year, *rest = date["date-parts"][0]
    month = [MONTHS[rest[0] - 1]] if rest else []
    day = [("1er" if rest[1] == 1 else str(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, str(year)])
