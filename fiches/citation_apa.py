"""APA style, 7th edition, with the French conventions of universities: « et », « dir. », « Dans », « s. d. »."""

import re

from fiches.bibliography.items import ET_AL, Item
from fiches.bibliography.types import KINDS
from fiches.citation_parts import family_of, issued, part_of_name, sentence, when

# Beyond twenty names, APA writes the first nineteen, an ellipsis and the last.
MAX_NAMES = 20


def apa_text(item: Item) -> str:
    """All but the address, titles of whole works in italics."""
    family = KINDS[item["type"]].family
    people = item.get("author", [])
    head = _names(people)
    if not people and item.get("editor") and family != "part":
        head = f"{_names(item['editor'])} (dir.)"
    title = _title(item, family)
    date = f"({_date(item)})"
    # Without anybody's name, the title comes first.
    parts = [head, sentence(date), title] if head else [title, sentence(date)]
    return " ".join(part for part in [*(sentence(part) for part in parts if part), _source(item, family)] if part)


def _title(item: Item, family: str) -> str:
    title = item.get("title", "")
    whole = title if family in {"article", "part"} else f"<i>{title.replace('<i>', '').replace('</i>', '')}</i>"
    details = []
    if family not in {"article", "part"}:
        if edition := str(item.get("edition", "")):
            details.append(f"{edition}{'re' if edition == '1' else 'e'} éd." if edition.isdecimal() else edition)
        details += [f"vol. {item['volume']}"] if item.get("volume") else []
        details += [f"n° {item['number']}"] if item.get("number") else []
    if item.get("author") and item.get("editor") and family not in {"article", "part"}:
        details.append(f"{_names(item['editor'], inverted=False)}, dir.")
    if item.get("translator"):
        details.append(f"{_names(item['translator'], inverted=False)}, trad.")
    text = whole + (f" ({', '.join(details)})" if details else "")
    return text + (f" [{nature}]" if (nature := _nature(item, family)) else "")


def _nature(item: Item, family: str) -> str:
    nature = str(item.get("genre", ""))
    if family == "thesis":
        return ", ".join(part for part in (nature or "thèse", item.get("publisher", "")) if part)
    return nature


def _source(item: Item, family: str) -> str:
    if family == "article":
        container = f"<i>{item['container-title']}</i>" if item.get("container-title") else ""
        volume = f"<i>{item['volume']}</i>" if item.get("volume") else ""
        volume += f"({item['issue']})" if item.get("issue") else ""
        return _closed(", ".join(part for part in (container, volume, item.get("page", "")) if part))
    if family == "part":
        return " ".join(part for part in (_host(item), _closed(item.get("publisher", ""))) if part)
    parts = []
    # A body that publishes its own work is not named twice.
    publisher = item.get("publisher", "")
    if family != "thesis" and publisher and [publisher] != [one.get("literal") for one in item.get("author", [])]:
        parts.append(publisher)
    elif not publisher and item.get("container-title"):
        parts.append(item["container-title"])
    if item.get("accessed") and not issued(item):
        parts.append(f"Consulté le {when(item, 'accessed')}")
    return " ".join(sentence(part) for part in parts)


def _host(item: Item) -> str:
    """« Dans É. Galam (dir.), *Soigner* (2e éd., p. 12–34). »"""
    title = item.get("container-title") or item.get("event-title")
    if not title:
        return f"P. {sentence(item['page'])}" if item.get("page") else ""
    editors = f"{_names(item['editor'], inverted=False)} (dir.), " if item.get("editor") else ""
    edition = str(item.get("edition", ""))
    details = [f"{edition}e éd." if edition.isdecimal() else edition] if edition else []
    details += [f"vol. {item['volume']}"] if item.get("volume") else []
    details += [f"p. {item['page']}"] if item.get("page") else []
    return sentence(f"Dans {editors}<i>{title}</i>" + (f" ({', '.join(details)})" if details else ""))


def _closed(text: str) -> str:
    return sentence(text) if text else ""


def _date(item: Item) -> str:
    """The year; the whole date of what appears on a day."""
    if KINDS[item["type"]].family != "web" and item["type"] not in {"article-magazine", "article-newspaper", "speech"}:
        return issued(item) or "s. d."
    year, _, rest = issued(item), "", when(item)
    day = rest.removesuffix(year).strip()
    return f"{year}, {day}" if day and day != rest else year or "s. d."


def _names(people: list[dict[str, str]], inverted: bool = True) -> str:
    known = [_name(person, inverted) for person in people if person != ET_AL]
    if len(known) < len(people):
        return ", ".join([*known[: MAX_NAMES - 1], "et al."]) if known else ""
    if len(known) > MAX_NAMES:
        return ", ".join([*known[: MAX_NAMES - 1], f"… {known[-1]}"])
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} et {known[-1]}"


def _name(person: dict[str, str], inverted: bool) -> str:
    """``de La Tour, M.-A., Jr`` in the list, ``M.-A. de La Tour`` elsewhere."""
    if "literal" in person:
        return person["literal"]
    given = " ".join(
        [*([_initials(person["given"])] if person.get("given") else []), *part_of_name(person, "dropping-particle")]
    )
    family = family_of(person)
    parts = (
        [family, given, *part_of_name(person, "suffix")]
        if inverted
        else [f"{given} {family}".strip(), *part_of_name(person, "suffix")]
    )
    return ", ".join(part for part in parts if part)


def _initials(given: str) -> str:
    """``Jean-Karl E.`` → ``J.-K. E.``"""
    words = re.sub(r"\.", ". ", given).split()
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words)
