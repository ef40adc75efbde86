"""The film of the home page and the transcript's editor, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.cms import files

SEGMENTS = ".transcription-segments li"


def until(page: Page, expression: str) -> None:
    """Wait for it to be true: the site's policy forbids what Playwright's own waiting does."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def test_the_film_waits_then_plays_with_its_captions(desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto("/")
    video = desk.locator("video")
    video.scroll_into_view_if_needed()
    assert not [url for url in asked if url.endswith(".mp4")]
    assert video.evaluate("film => film.paused")
    video.evaluate("film => { film.muted = true; return film.play() }")
    until(desk, "document.querySelector('video').textTracks[0].activeCues?.[0]?.text === 'Il est tard.'")


def test_a_transcript_is_imported_listened_to_and_corrected(desk: Page, login: Callable[[Page, str], None]) -> None:
    login(desk, "redaction")
    desk.goto("/admin/media/audio/add/")
    desk.get_by_label("Titre").fill("Une voix")
    desk.locator("#id_file").set_input_files({"name": "voix.wav", "mimeType": "audio/wav", "buffer": files.tone(4)})
    vtt = "WEBVTT\n\n0:00.500 --> 0:01.000\nUn.\n\n0:00.800 --> 0:02.000\nÉté.\n".encode("cp1252")
    desk.locator("#id_transcript-file").set_input_files({"name": "voix.vtt", "mimeType": "text/vtt", "buffer": vtt})
    expect(desk.locator(SEGMENTS)).to_have_count(2)
    expect(desk.locator(".transcription-status")).to_contain_text("vérifiez les accents")
    desk.get_by_role("button", name="Écouter à partir du segment 2").click()
    until(desk, "document.querySelector('.transcription audio').currentTime > 0.9")
    desk.get_by_role("button", name="Transférer").click()
    expect(desk.locator(".transcription-fault")).to_contain_text("Ligne 6")
    expect(desk.get_by_label("Titre")).to_have_value("Une voix")
    desk.get_by_label("Début du segment 2").fill("0:01")
    desk.get_by_label("Ce qui est dit dans le segment 2").press("Control+Enter")
    expect(desk.locator(SEGMENTS)).to_have_count(3)
    desk.get_by_label("Fin du segment 3").fill("0:03")
    desk.get_by_label("Ce qui est dit dans le segment 3").fill("Voilà.")
    desk.locator("#id_file").set_input_files({"name": "voix.wav", "mimeType": "audio/wav", "buffer": files.tone(4)})
    desk.get_by_role("button", name="Transférer").click()
    desk.get_by_role("link", name="Une voix").first.click()
    expect(desk.locator(SEGMENTS)).to_have_count(3)
    expect(desk.get_by_label("Ce qui est dit dans le segment 2")).to_have_value("Été.")
