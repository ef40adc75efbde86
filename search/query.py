"""What a reader typed, made safe for every engine."""

import re
import unicodedata

MAX_QUERY_LENGTH = 300
# Letters, digits, and what holds a word together inside it.
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def clean_query(text: str) -> str:
    """Words of a query separated by spaces, without the signs that engines read as syntax.

    Any text is accepted; more than ``MAX_QUERY_LENGTH`` characters are cut. Empty when nothing can be searched.
    """
    text = unicodedata.normalize("NFC", text[:MAX_QUERY_LENGTH]).replace("’", "'")
    return " ".join(" ".join(_WORD.findall(text)).replace("'", " ").replace(".", " ").split())
