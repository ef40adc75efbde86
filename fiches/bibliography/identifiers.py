"""Identifiers of publications: one way to write each, its check digit, and where it leads.

Sources: ISO 26324 and Crossref, "DOIs and matching regular expressions", 2015 (DOI); NLM, "PMCID - PMID - Manuscript ID
- DOI Converter" (PMID, PMCID); ISO 2108 (ISBN); ISO 3297 (ISSN).
"""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError

# Matches all but a handful of the DOIs ever registered.
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_DOI_PREFIX = re.compile(r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_PMCID = re.compile(r"PMC[1-9]\d{0,8}(?:\.\d+)?", re.ASCII)
_SEVERAL = re.compile(r"[\s,;]+")


def doi(text: str) -> str:
    """``https://doi.org/10.1136/BMJ.1`` → ``10.1136/bmj.1``: DOIs know no case. Raises ValidationError."""
    found = _DOI_PREFIX.sub("", text.strip()).lower()
    if not found:
        return ""
    if not _DOI.fullmatch(found):
        raise ValidationError("Un DOI commence par « 10. ». Exemple : « 10.1136/bmj.320.7237.726 ».")
    return found


def pmid(text: str) -> str:
    """``PMID: 10720336`` → ``10720336``. Raises ValidationError."""
    found = re.sub(r"^(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?)\s*", "", text.strip(), flags=re.IGNORECASE)
    found = found.rstrip("/")
    if found and not _PMID.fullmatch(found):
        raise ValidationError("Un PMID est un nombre. Exemple : « 10720336 ».")
    return found


def pmcid(text: str) -> str:
    """``1117748`` → ``PMC1117748``. Raises ValidationError."""
    found = re.sub(r"^pmcid:?\s*", "", text.strip(), flags=re.IGNORECASE).upper()
    if not found:
        return ""
    if found.isdecimal():
        found = f"PMC{found}"
    if not _PMCID.fullmatch(found):
        raise ValidationError("Un PMCID est « PMC » suivi d'un nombre. Exemple : « PMC1117748 ».")
    return found


def isbn(text: str) -> str:
    """One or several ISBN, as 13 digits without hyphens, separated by a space. Raises ValidationError."""
    joined = re.sub(r"(?<=[\dX])[-‐‑–](?=[\dX])|isbn(?:-1[03])?:?|\([^)]*\)", "", text, flags=re.IGNORECASE)
    # « 978 2 8178 0289 3 » is one number, « 9782817802893 2817802896 » are two.
    alone = re.sub(r"\s", "", joined)
    words = [alone] if len(alone) in {10, 13} else _SEVERAL.split(joined.strip())
    return _each(words, _isbn_13)


def issn(text: str) -> str:
    """One or several ISSN, as ``1234-5679``, separated by a space. Raises ValidationError."""
    return _each(_SEVERAL.split(re.sub(r"issn:?|\([^)]*\)", "", text, flags=re.IGNORECASE).strip()), _issn)


def _each(words: list[str], normalise: Callable[[str], str]) -> str:
    return " ".join(dict.fromkeys(normalise(word.upper()) for word in words if word))


def _isbn_13(word: str) -> str:
    if re.fullmatch(r"\d{9}[\dX]", word, re.ASCII):
        if _weighted(word, range(10, 0, -1)) % 11:
            raise ValidationError(f"L'ISBN « {word} » a une erreur : sa clé de contrôle ne correspond pas.")
        first = f"978{word[:9]}"
        return first + str(-_weighted(first, _ISBN_13_WEIGHTS) % 10)
    if re.fullmatch(r"97[89]\d{10}", word, re.ASCII):
        if _weighted(word, _ISBN_13_WEIGHTS) % 10:
            raise ValidationError(f"L'ISBN « {word} » a une erreur : sa clé de contrôle ne correspond pas.")
        return word
    raise ValidationError(f"Un ISBN a 10 ou 13 chiffres, « {word} » n'en est pas un. Exemple : « 978-2-8178-0289-3 ».")


def _issn(word: str) -> str:
    digits = word.replace("-", "")
    if not re.fullmatch(r"\d{7}[\dX]", digits, re.ASCII):
        raise ValidationError(f"Un ISSN a huit chiffres, « {word} » n'en est pas un. Exemple : « 0959-8138 ».")
    if _weighted(digits, range(8, 0, -1)) % 11:
        raise ValidationError(f"L'ISSN « {word} » a une erreur : sa clé de contrôle ne correspond pas.")
    return f"{digits[:4]}-{digits[4:]}"


_ISBN_13_WEIGHTS = (1, 3) * 6 + (1,)


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weight for value, weight in zip(values, weights, strict=False))


# By CSL variable.
NORMALISERS: dict[str, Callable[[str], str]] = {"DOI": doi, "PMID": pmid, "PMCID": pmcid, "ISBN": isbn, "ISSN": issn}
ADDRESSES = {
    "DOI": "https://doi.org/{}",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
}

# Sudoc, the shared catalogue of French university libraries (ABES, a public body): which one near here has the book.
_LIBRARIES = "https://www.sudoc.abes.fr/cbs/DB=2.1/CMD?ACT=SRCHA&IKT=7&TRM={}"


def libraries_address(isbns: str) -> str:
    """Where the libraries that have a book are found, by the first of its ISBN; empty when it is none."""
    try:
        first = isbn(isbns).partition(" ")[0]
    except ValidationError:
        return ""
    return _LIBRARIES.format(first) if first else ""


# Validators of model fields.


def validate_doi(value: str) -> None:
    doi(value)


def validate_pmid(value: str) -> None:
    pmid(value)


def validate_pmcid(value: str) -> None:
    pmcid(value)


def validate_isbn(value: str) -> None:
    isbn(value)


def validate_issn(value: str) -> None:
    issn(value)
