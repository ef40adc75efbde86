"""The film of the home page and the transcript's editor, in a real browser."""

from playwright.sync_api import Page, expect

from tests.cms import files
from tests.e2e.helpers import log_in

SEGMENTS = ".transcription-segments li"


def test_the_film_waits_then_plays_with_its_captions(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url)
    video = page.locator("video")
    video.scroll_into_view_if_needed()
    assert not [url for url in asked if url.endswith(".mp4")]
    assert video.evaluate("film => film.paused")
    video.evaluate("film => { film.muted = true; return film.play() }")
    page.wait_for_function("document.querySelector('video').currentTime > 0.8")
    shown = "document.querySelector('video').textTracks[0].activeCues?.[0]?.text === 'Il est tard.'"
    page.wait_for_function(shown)


def test_a_transcript_is_imported_listened_to_and_corrected(page: Page, site_url: str) -> None:
    log_in(page, site_url, "redaction")
    page.goto(f"{site_url}/admin/media/audio/add/")
    page.get_by_label("Titre").fill("Une voix")
    page.locator("#id_file").set_input_files({"name": "voix.wav", "mimeType": "audio/wav", "buffer": files.tone(4)})
    vtt = "WEBVTT\n\n0:00.500 --> 0:01.000\nUn.\n\n0:00.800 --> 0:02.000\nÉté.\n".encode("cp1252")
    page.locator("#id_transcript-file").set_input_files({"name": "voix.vtt", "mimeType": "text/vtt", "buffer": vtt})
    expect(page.locator(SEGMENTS)).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("vérifiez les accents")
    page.get_by_role("button", name="Écouter à partir du segment 2").click()
    page.wait_for_function("document.querySelector('.transcription audio').currentTime > 0.9")
    page.get_by_role("button", name="Téléverser").or_(page.get_by_role("button", name="Envoyer")).click()
    expect(page.locator(".transcription-fault")).to_contain_text("Ligne 6")
    expect(page.get_by_label("Titre")).to_have_value("Une voix")
    page.get_by_label("Début du segment 2").fill("0:01")
    page.get_by_label("Ce qui est dit dans le segment 2").press("Control+Enter")
    expect(page.locator(SEGMENTS)).to_have_count(3)
    page.get_by_label("Fin du segment 3").fill("0:03")
    page.get_by_label("Ce qui est dit dans le segment 3").fill("Voilà.")
    page.locator("#id_file").set_input_files({"name": "voix.wav", "mimeType": "audio/wav", "buffer": files.tone(4)})
    page.get_by_role("button", name="Téléverser").or_(page.get_by_role("button", name="Envoyer")).click()
    page.get_by_role("link", name="Une voix").first.click()
    expect(page.locator(SEGMENTS)).to_have_count(3)
    expect(page.get_by_label("Ce qui est dit dans le segment 2")).to_have_value("Été.")
