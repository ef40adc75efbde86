"""A recording in the words of schema.org."""

from typing import Any

from django.http import HttpRequest

from cms.models import Media
from cms.structured_data import absolute_url


def audio_object(recording: Media, request: HttpRequest) -> dict[str, Any]:
    """An ``AudioObject`` with its encodings and all that is said."""
    sources = recording.playable_sources()
    main = recording.widely_played_source()
    return {
        "@type": "AudioObject",
        "contentUrl": absolute_url(request, main.url),
        "encodingFormat": main.mime_type,
        "contentSize": str(main.bytes),
        "duration": f"PT{round(recording.duration)}S" if recording.duration else "",
        "inLanguage": recording.language,
        "transcript": " ".join(segment.text for segment in recording.segments),
        "accessibilityFeature": "transcript" if recording.transcript else "",
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": absolute_url(request, one.url),
                "encodingFormat": one.mime_type,
                "contentSize": str(one.bytes),
            }
            for one in sources
            if one != main
        ],
    }
