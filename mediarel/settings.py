"""Every setting, read from the environment. A missing or malformed value stops the start with a clear sentence.

`docs/operations.md` explains each of them to the person who runs Mediarel.
"""

from pathlib import Path
from urllib.parse import urlsplit

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from kombu import Exchange, Queue

from core.embedded.folders import var_folder
from mediarel import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = var_folder()

_made_here = VAR_DIR / "secret_key"

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(_made_here.read_text().strip() if _made_here.exists() else "")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")

SITE_URL = environment.site_url("http://127.0.0.1:8000")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", [_site.hostname or "", "localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "core",
    "team",
    "campaigns",
    "mail",
    "contacts",
    "coverage",
    "mediakits",
    "pitches",
    "inquiries",
    "events",
    "reports",
    "dashboard",
    "takeout",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "mediarel.apps.StaticFiles",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_prose_editor",
    "js_asset",
    "pgtrigger",
    "pghistory",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "mediakits.newsroom_hosts.NewsroomHosts",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "team.middleware.MembersOnly",
    "team.middleware.ReaderZone",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.htmx.messages_as_toasts",
    "dashboard.middleware.CountAgain",
    "pghistory.middleware.HistoryMiddleware",
]

# Deletions too, not only what is made and changed.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

ROOT_URLCONF = "mediarel.urls"
WSGI_APPLICATION = "mediarel.wsgi.application"

_cached_loader = (
    "django.template.loaders.cached.Loader",
    [
        "django_cotton.cotton_loader.Loader",
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ],
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [_cached_loader])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.shell",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    },
]
COTTON_DIR = "components"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": {**environment.database(), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = environment.redis_url()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Redis may be wiped at any moment: whatever is due stands in PostgreSQL, and beat finds it again.
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# What waits for other people's servers, for minutes at times, must not stand before mail that is due. A worker without
# -Q reads both queues.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "fetching")]
CELERY_TASK_ROUTES = {
    "coverage.tasks_articles.*": {"queue": "fetching"},
    "coverage.tasks_clips.*": {"queue": "fetching"},
    "coverage.tasks_sources.*": {"queue": "fetching"},
    "team.tasks_webhooks.*": {"queue": "fetching"},
    "team.tasks_hooks.*": {"queue": "fetching"},
}
CELERY_IMPORTS = [
    "coverage.tasks_alerts",
    "coverage.tasks_articles",
    "coverage.tasks_clips",
    "coverage.tasks_sources",
    "mail.tasks_copies",
    "mail.tasks_incoming",
    "mail.tasks_tracking",
    "mediakits.tasks_kits",
    "mediakits.tasks_newsroom",
    "team.tasks_webhooks",
    "team.tasks_hooks",
]
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict] = {
    "beat-heartbeat": {"task": "core.tasks.beat_heartbeat", "schedule": 30, "options": {"expires": 30}},
    "take-up-lost-jobs": {"task": "core.tasks.take_up_lost_jobs", "schedule": 20, "options": {"expires": 20}},
    "deliver-due-messages": {"task": "mail.tasks.deliver_due", "schedule": 15, "options": {"expires": 15}},
    "poll-mailboxes": {"task": "mail.tasks_incoming.poll_due_mailboxes", "schedule": 60, "options": {"expires": 60}},
    "copy-to-sent-folders": {"task": "mail.tasks_copies.copy_due", "schedule": 30, "options": {"expires": 30}},
    "process-incoming": {"task": "mail.tasks_incoming.process_incoming", "schedule": 60, "options": {"expires": 60}},
    "poll-sources": {"task": "coverage.tasks_sources.poll_due", "schedule": 60, "options": {"expires": 60}},
    "give-articles-to-newcomers": {"task": "coverage.tasks_articles.catch_up", "schedule": crontab(minute=35)},
    "read-articles": {"task": "coverage.tasks_articles.read_due", "schedule": 30, "options": {"expires": 30}},
    "follow-up-articles": {
        "task": "coverage.tasks_articles.follow_up_left",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "tell-of-what-was-found": {"task": "coverage.tasks_alerts.tell_due", "schedule": 30, "options": {"expires": 30}},
    "watch-for-crises": {
        "task": "coverage.tasks_alerts.watch_for_crises",
        "schedule": 120,
        "options": {"expires": 120},
    },
    "tell-reminders": {"task": "events.tasks.tell_reminders", "schedule": 60, "options": {"expires": 60}},
    "relearn-words": {"task": "core.tasks.relearn_words", "schedule": crontab(hour=3, minute=0)},
    "prune-coverage": {"task": "coverage.tasks_alerts.prune", "schedule": crontab(hour=3, minute=10)},
    "fold-old-visits": {"task": "mail.tasks_tracking.fold_old_visits", "schedule": crontab(hour=3, minute=20)},
    "fold-old-kit-visits": {
        "task": "mediakits.tasks_kits.fold_old_kit_visits",
        "schedule": crontab(hour=3, minute=25),
    },
    "refresh-relationships": {"task": "contacts.tasks.refresh_relationships", "schedule": crontab(hour=3, minute=40)},
    "forget-old-import-files": {
        "task": "contacts.tasks.forget_old_import_files",
        "schedule": crontab(hour=3, minute=50),
    },
    "forget-old-uploads": {"task": "mediakits.tasks.forget_old_uploads", "schedule": crontab(hour=3, minute=30)},
    "tell-of-ending-rights": {"task": "mediakits.tasks.tell_of_ending_rights", "schedule": crontab(hour=5, minute=10)},
    "confirm-subscriptions": {
        "task": "mediakits.tasks_newsroom.send_confirmations",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "tell-subscribers": {
        "task": "mediakits.tasks_newsroom.tell_subscribers",
        "schedule": 15,
        "options": {"expires": 15},
    },
    "forget-unconfirmed": {
        "task": "mediakits.tasks_newsroom.forget_unconfirmed",
        "schedule": crontab(hour=4, minute=10),
    },
    "call-for-inquiries": {"task": "inquiries.tasks.call_due", "schedule": 30, "options": {"expires": 30}},
    "take-back-undelivered": {
        "task": "inquiries.tasks.take_back_undelivered",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "send-monthly-reports": {
        "task": "reports.tasks.send_monthly_reports",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "count-goals": {"task": "reports.tasks.count_goals", "schedule": 120, "options": {"expires": 120}},
    "keep-pages": {"task": "coverage.tasks_clips.keep_pages", "schedule": 60, "options": {"expires": 60}},
    "keep-pitches-going": {"task": "pitches.tasks.keep_pitches_going", "schedule": 60, "options": {"expires": 60}},
    "send-due-follow-ups": {"task": "pitches.tasks.send_due_follow_ups", "schedule": 300, "options": {"expires": 300}},
    "forget-kept-answers": {"task": "team.tasks.forget_kept_answers", "schedule": crontab(minute=55)},
    "tell-webhooks": {"task": "team.tasks_webhooks.send_due", "schedule": 30, "options": {"expires": 30}},
    "forget-old-deliveries": {
        "task": "team.tasks_webhooks.forget_old_deliveries",
        "schedule": crontab(hour=4, minute=20),
    },
    "send-invitations": {"task": "team.tasks.send_invitations", "schedule": 60, "options": {"expires": 60}},
    "tell-by-mail": {"task": "team.tasks.tell_by_mail", "schedule": 30, "options": {"expires": 30}},
    "tell-channels": {"task": "team.tasks_hooks.deliver_due", "schedule": 15, "options": {"expires": 15}},
    "forget-old-exports": {"task": "takeout.tasks.forget_old_exports", "schedule": crontab(hour=4, minute=30)},
    "forget-leftovers": {"task": "dashboard.tasks.forget_leftovers", "schedule": crontab(hour=4, minute=40)},
    "prune-notifications": {"task": "team.tasks.prune_notifications", "schedule": crontab(hour=4, minute=20)},
}

AUTH_USER_MODEL = "team.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique whatever its case: constraint team_user_email
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Accounts are made by invitation alone (team.invitations), so an address is proven before there is an account.
ACCOUNT_ADAPTER = "team.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.flag("BEHIND_PROXY"))
MFA_ADAPTER = "team.sign_in.MfaAdapter"
MFA_FORMS = {
    "authenticate_webauthn": "team.second_steps.SecondStepByKey",
    "login_webauthn": "team.second_steps.SignInByPasskey",
    "reauthenticate_webauthn": "team.second_steps.ConfirmationByKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Mediarel"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.time_zone("Europe/Berlin")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "jpeg", "png", "gif", "webp", "woff2", "zip", "gz", "br", "map")
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "media/"
STORAGES = {
    "default": environment.media_storage("MEDIA_STORAGE_URL"),
    "staticfiles": {"BACKEND": "core.storage.StaticFilesStorage"},
}

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

# The system's own mail: invitations and password resets. Pitches go out through mailboxes.
CATCHER_PORT = environment.number("CATCHER_PORT", 1025)
vars().update(environment.email(f"smtp://127.0.0.1:{CATCHER_PORT}"))
CAUGHT_DIR = VAR_DIR / "caught"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Mediarel <mediarel@localhost>")

# Pitches go out through mailboxes: seconds to wait for a server's answers, and for its last word on a message,
# which may take long while it scans (RFC 5321 asks for patience: giving up there leaves the message unconfirmed).
SMTP_TIMEOUT = environment.number("SMTP_TIMEOUT", 30, least=1)
SMTP_ANSWER_TIMEOUT = environment.number("SMTP_ANSWER_TIMEOUT", 300, least=1)

# Other addresses of mail services' interfaces than the ones we know, such as those of a relay of one's own.
SERVICE_API_URLS = environment.addresses("SERVICE_API_URLS")
# Who is asked for the DNS of the domains that mail is sent from. Empty: the machine's own name servers.
DNS_SERVERS = environment.servers("DNS_SERVERS", port=53)

# SpamAssassin's daemon, which tells the author of a pitch what a spam filter would think of it. Empty: nobody is asked.
SPAMD = environment.spamd("SPAMD_URL")

# The key of the hashes of those who get no more mail. Empty: the one that stands in the database.
SUPPRESSION_KEY = environment.text("SUPPRESSION_KEY")

# Days for which single clicks and opens are kept, if the team counts them; then they are folded into counts.
CLICKS_KEPT_DAYS = environment.number("CLICKS_KEPT_DAYS", 90, least=1)

# The largest photo, film or file that is taken into the library.
ASSET_MAX_MB = environment.number("ASSET_MAX_MB", 2000, least=1)
# How many kits one web process packs into ZIPs at a time: each takes a thread for as long as the reader's line needs.
ZIPS_AT_ONCE = environment.number("ZIPS_AT_ONCE", 3, least=1)

# How often one API token may read, and change something, within a minute.
API_READS_A_MINUTE = environment.number("API_READS_A_MINUTE", 600, least=1)
API_WRITES_A_MINUTE = environment.number("API_WRITES_A_MINUTE", 120, least=1)

IMPORT_MAX_MB = environment.number("IMPORT_MAX_MB", 100, least=1)
IMPORT_FILES_KEPT_DAYS = environment.number("IMPORT_FILES_KEPT_DAYS", 90, least=1)

FETCH_PRIVATE_NETWORKS = environment.networks("FETCH_PRIVATE_NETWORKS")
# Where the demo's invented papers under example.com, .org and .net are printed; `make run` sets it for the demo.
DEMO_PRESS = environment.servers("DEMO_PRESS", port=8025)

# The browser that keeps pages as evidence: its path, or "off". Empty: the Chromium or Chrome that is installed.
CHROMIUM = environment.text("CHROMIUM", "")
# Lets it run without its own sandbox, where the machine (some containers) does not allow one.
CHROMIUM_NO_SANDBOX = environment.flag("CHROMIUM_NO_SANDBOX")
# The largest scan or recording that is kept with a clip.
EVIDENCE_MAX_MB = environment.number("EVIDENCE_MAX_MB", 100, least=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "mail.log": {"level": "WARNING"},  # aiosmtpd's, which would tell addresses
        "django.request": {"level": "ERROR"},  # a 404 would tell the path, and with it the token of a link
    },
    "root": {"handlers": ["stderr"], "level": environment.log_level("INFO")},
}
