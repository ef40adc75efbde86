"""What Wagtail and its companions read."""

from typing import Any

from .environment import ENV

WAGTAILADMIN_USER_LOGIN_FORM = "cms.login_form.AdminLoginForm"
WAGTAIL_SITE_NAME = "MED'AIDE"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # as editors type them (cms/dates.py)
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no call to a third party
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # editors' addresses stay here
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.publish_approved"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link", "clean-paste"]},
    },
}
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address that one can dictate over the phone

WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FEATURE_DETECTION_ENABLED = False
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.library_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["docx", "odp", "ods", "odt", "pdf", "pptx", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # privacy is checked before each file
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.Media",
    "MEDIA_FORM_BASE": "cms.library_forms.MediaForm",
    "AUDIO_EXTENSIONS": ["flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no third-party player

WAGTAILAPI_BASE_URL = ENV.base_url
WAGTAILAPI_LIMIT_MAX = 100
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # editors read there what visitors read
}

WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "search.backends.sql"}}
if ENV.search_urls:
    # Each database has indexes of its own: two sites, or a copy for trials, may share a server.
    WAGTAILSEARCH_BACKENDS["default"] = {
        "BACKEND": "search.backends.elasticsearch",
        "URLS": ENV.search_urls,
        "INDEX_PREFIX": f"medaide_{ENV.database_mark}_",
    }
SEARCH_BACKGROUND = True  # what editors need not wait for is indexed by a thread
RECORDINGS_BACKGROUND = True  # waveforms and encodings are made by a thread
