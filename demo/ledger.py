"""What the demo made: so that nothing is made twice, and only that is removed."""

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict

from .models import DemoObject


def fingerprint(target: Any) -> str:
    """A digest of what an editor could have changed since: the last revision, or the fields themselves."""
    if hasattr(target, "latest_revision_id"):
        return f"revision:{target.latest_revision_id}"
    values = json.dumps(model_to_dict(target), cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(values.encode()).hexdigest()


class Ledger:
    """The objects of the demo by key, such as ``fiche:dire-non``."""

    def __init__(self) -> None:
        self._known = {entry.key: entry for entry in DemoObject.objects.select_related("content_type")}

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def record(self, key: str, target: Model) -> None:
        """Remember that the demo made this object, as it now is."""
        concrete = getattr(target, "specific", target)
        content_type = ContentType.objects.get_for_model(concrete)
        self._known[key], _ = DemoObject.objects.update_or_create(
            key=key,
            defaults={
                "content_type": content_type,
                "object_id": target.pk,
                "fingerprint": fingerprint(concrete),
            },
        )

    def primary_key(self, key: str) -> int:
        """Primary key of what the demo made under this key; KeyError when it made nothing."""
        return int(self._known[key].object_id)
