"""An upload beyond every limit of the site is refused as it begins, before all of it is read."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict

from cms.uploads import MEBIBYTE

# The largest limit of all forms (cms/recordings/uploads.py), and room for what is typed beside the file.
MAX_BYTES = 202 * MEBIBYTE
SMALL_BYTES = 10 * MEBIBYTE


class TooLargeFile(SimpleUploadedFile):
    """Stands for a file that was not read: it has the announced size, and no content."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, b"")
        self.size = size
        self.announced_bytes = size


class HugeUploadHandler(FileUploadHandler):
    """Reads what comes before the file, and stops there: what was typed comes back with the refusal.

    Forms that take recordings put their file last.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> tuple[Any, MultiValueDict] | None:
        if content_length <= MAX_BYTES:
            return None
        door = _Door()
        typed, _nothing = MultiPartParser(META, input_data, [door], encoding).parse()
        return typed, MultiValueDict({door.field: [TooLargeFile(door.name, content_length)]})

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class _Door(FileUploadHandler):
    """Lets nothing in: small files pass by (a poster, a transcript), the first large one ends the reading."""

    field = ""
    name = ""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        self.field, self.name = field_name, file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > SMALL_BYTES:
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        return None
