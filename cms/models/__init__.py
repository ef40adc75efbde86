"""The foundation's models: custom from the first migration, so that each can grow."""

from .base_page import BasePage
from .content_state import ContentState
from .document import Document
from .image import Image, Rendition
from .kept_file import KeptFile
from .media import Encoding, Media
from .reminder import Reminder
from .reviewed import Reviewed, ToReview, due_after_review
from .snippet import EditorialSnippet
from .term import Term
from .user import User
from .workflow import RelectureTask

__all__ = [
    "BasePage",
    "ContentState",
    "Document",
    "EditorialSnippet",
    "Encoding",
    "Image",
    "KeptFile",
    "Media",
    "RelectureTask",
    "Reminder",
    "Rendition",
    "Reviewed",
    "Term",
    "ToReview",
    "User",
    "due_after_review",
]
