"""A transcript belongs to its recording. Those that were typed in pages go there, with moments worked out from their length.

The moments are an estimate, sentence by sentence, for editors to set right; not a word is lost.
"""

import re
from html import escape, unescape

from django.db import migrations

# Of read speech, for a recording whose duration is unknown: about 150 French words a minute.
CHARACTERS_A_SECOND = 15
SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")


def sentences(html):
    text = re.sub(r"</(p|li|h[1-6])>|<br\s*/?>", "\n", html)
    lines = unescape(re.sub(r"<[^>]*>", "", text)).splitlines()
    return [sentence for line in lines for sentence in SENTENCE_ENDS.split(line.strip()) if sentence]


def timed(html, duration):
    """Segments that share the duration by their length, in the form that the recording stores."""
    texts = sentences(html)
    length = sum(map(len, texts))
    seconds = (duration or length / CHARACTERS_A_SECOND) / length if length else 0
    segments, start = [], 0.0
    for text in texts:
        end = start + len(text) * seconds
        segments.append({"start": round(start, 2), "end": round(end, 2), "speaker": "", "text": text})
        start = end
    return segments


def give_to_recordings(apps, schema_editor):
    Revision = apps.get_model("wagtailcore", "Revision")
    for page in apps.get_model("fiches", "TemoignagePage").objects.exclude(audio=None).select_related("audio"):
        html = page.transcript
        if not html and not page.live:
            draft = Revision.objects.filter(pk=page.latest_revision_id).first()
            html = (draft and draft.content.get("transcript")) or ""
        if html and not page.audio.transcript:
            page.audio.transcript = timed(html, page.audio.duration)
            page.audio.save(update_fields=["transcript"])


def give_back_to_pages(apps, schema_editor):
    for page in apps.get_model("fiches", "TemoignagePage").objects.exclude(audio=None).select_related("audio"):
        page.transcript = "".join(f"<p>{escape(one['text'], quote=False)}</p>" for one in page.audio.transcript)
        page.save(update_fields=["transcript"])


class Migration(migrations.Migration):
    dependencies = [
        ("fiches", "0002_temoignages"),
        ("cms", "0005_recordings"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(give_to_recordings, give_back_to_pages),
        migrations.RemoveField("temoignagepage", "transcript"),
    ]
