"""The pictures of a document put into the library, by its own form: its checks, its cleaning, its collections."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry
from wagtail.utils.file import hash_filelike

from cms.models import Image, User

from .graphics import format_of

MAX_TITLE = 200


def _policy() -> Any:
    return policy_registry.get_by_type(Image)


def may_add_pictures(user: User) -> bool:
    """Whether an account may add images to one collection at least."""
    return bool(_policy().user_has_permission(user, "add"))


def add_picture(content: bytes, title: str, user: User) -> Image | None:
    """The image of the library that holds this picture, created unless it was there; None when it is refused."""
    extension = format_of(content)
    collection = _policy().collections_user_has_permission_for(user, "add").order_by("path").first()
    if not extension or collection is None:
        return None
    file = SimpleUploadedFile(f"image.{extension}", content, f"image/{extension}")
    data: dict[str, Any] = {"title": title[:MAX_TITLE], "collection": collection.pk}
    form = get_image_form(Image)(data, {"file": file}, instance=Image(uploaded_by_user=user), user=user)
    if not form.is_valid():
        return None
    cleaned = form.cleaned_data["file"]
    cleaned.seek(0)
    known = _policy().instances_user_has_permission_for(user, "choose").filter(file_hash=hash_filelike(cleaned))
    cleaned.seek(0)
    return known.order_by("pk").first() or form.save()
