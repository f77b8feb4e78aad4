"""All settings. What one installation may want otherwise is read with `env`, from the environment or a `.env` file."""

import base64
import os
import sys
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import secrets

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
TESTING = env.bool("UNIONHALL_TESTING", default=False)
if not TESTING:
    environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # databases with personal data lie here
DEBUG = env.bool("DEBUG", default=False)

# --- keys -------------------------------------------------------------------------------------------------------------
_keys = secrets.load(DATA_DIR, dict(os.environ))
SECRET_KEY = _keys["secret_key"]
FIELD_KEYS = {name: base64.b64decode(key) for name, key in _keys["field_keys"].items()}
FIELD_KEY_ID = env.str("FIELD_KEY_ID", default=list(FIELD_KEYS)[-1])  # encrypts; the others still decrypt
FIELD_CIPHER = env.str("FIELD_CIPHER", default="AES")  # or SM4
BLIND_DIGEST = env.str("BLIND_DIGEST", default="SM3")  # changing it means indexing every person anew
BLIND_KEY = base64.b64decode(_keys["blind_key"])

# --- rooms ------------------------------------------------------------------------------------------------------------
# From the ground up; `docs/architecture.md` draws them. A room joins the house by having an apps.py.
FLOORS = (
    "kit",
    "audit",
    "orgs",
    "accounts",
    "rules",
    "people",
    "channels",
    "documents",
    "matters",
    "worklist",
    "funds",
    "cases",
    "rights",
    "supervision",
    "bargaining",
    "safety",
    "aid",
    "indicators",
    "faces",
    "demo",
)
ROOMS = [f"unionhall.{room}" for room in FLOORS if (BASE_DIR / "unionhall" / room / "apps.py").exists()]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",  # its loader is wired below, in sight
    "treebeard",
    "csp",
    "axes",
    "huey.contrib.djhuey",
]

MIDDLEWARE = [
    "unionhall.kit.upload_handlers.RefuseBigRequests",  # first: nothing of a request too long is read
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unionhall.kit.policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "unionhall.accounts.middleware.SessionRules",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "unionhall.faces.refused.SayWhy",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- pages ------------------------------------------------------------------------------------------------------------
_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "unionhall" / "templates"],
        "OPTIONS": {
            "loaders": _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "django_htmx.templatetags.django_htmx",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unionhall.faces.frame.frame",
            ],
        },
    }
]
COTTON_DIR = "components"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "unionhall" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "unionhall" / "static"] if path.is_dir()]
MEDIA_ROOT = DATA_DIR / "files"  # private: pages hand files out after asking who may see them, there is no MEDIA_URL
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- database ---------------------------------------------------------------------------------------------------------
_database_url = env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'unionhall.sqlite3'}")
IS_POSTGRESQL = _database_url.startswith(("postgres://", "postgresql://"))
DATABASES = {"default": environ.Env.db_url_config(_database_url)}
if IS_POSTGRESQL:
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _pool = env.int("DATABASE_POOL", default=0 if TESTING else 8)  # connections a process may hold; 0: no pool
    DATABASES["default"]["ENGINE"] = "unionhall.kit.postgres"
    if _pool:
        _options["pool"] = {"min_size": 1, "max_size": _pool, "timeout": 10}
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",  # a writer queues at the start, not half-way
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        },
    }

# Where the tables of packages live (docs/architecture.md); our own models say so themselves.
PLACEMENTS = {
    "contenttypes": "local",
    "auth": "local",
    "axes": "local",
    "sessions": "key",
}

# --- jobs -------------------------------------------------------------------------------------------------------------
HUEY: dict[str, Any] = {
    "name": "unionhall",
    "huey_class": "huey.PostgresHuey" if IS_POSTGRESQL else "huey.SqliteHuey",
    "connection": (
        {"dsn": _database_url, "create_tables": False}  # made by `serve`, so that importing asks no server
        if IS_POSTGRESQL
        else {"filename": str(DATA_DIR / "jobs.sqlite3")}
    ),
    "immediate": False,
    "results": False,  # what a job achieved is a row, not a return value
    "utc": False,  # schedules are read in TIME_ZONE
    "consumer": {
        "workers": env.int("JOB_WORKERS", default=2),
        "worker_type": "thread",
        "max_delay": 1.0,
        "flush_locks": True,  # a lock left by a killed worker must not stop the schedule
        "shutdown_timeout": 20,
        "graceful_signal": "TERM",
    },
}

# --- who may come in --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User" if "unionhall.accounts" in ROOMS else "auth.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # names are unique in the login directory, not in the sharded user table
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "unionhall.accounts.backends.DirectoryBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEMO = env.bool("DEMO", default=(DATA_DIR / "logins.txt").exists())  # the demo province leaves its logins there
SECOND_FACTOR = env.str("SECOND_FACTOR", default="offered" if DEMO else "required")  # of roles that ask for one
AUDIT_HEADS_TO = env.list("AUDIT_HEADS_TO", default=[])  # e-mail addresses that keep copies of the log's heads
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "unionhall.accounts.kept_sessions"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AXES_ENABLED = env.bool("AXES_ENABLED", default=True)
AXES_HANDLER = "config.lockout.Lockout"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 5
LOCKOUT_PLACE_LIMIT = 50  # one address may be an office of a hundred people
LOCKOUT_MINUTES, LOCKOUT_MINUTES_MOST = 15, 24 * 60  # doubles with every further five failures of a day
AXES_COOLOFF_TIME = "config.lockout.cool_off"
AXES_USE_ATTEMPT_EXPIRATION = True  # each failure ends by its own clock, not by the next visitor's
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_DISABLE_ACCESS_LOG = True  # our own audit lines tell who signed in
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password"]
AXES_USERNAME_CALLABLE = "unionhall.accounts.lockout.who"
AXES_LOCKOUT_CALLABLE = "unionhall.accounts.lockout.keep_answer"
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = env.int("PROXY_COUNT", default=None)

# --- headers ----------------------------------------------------------------------------------------------------------
_https = env.bool("HTTPS", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_FAILURE_VIEW = "unionhall.kit.too_late.stale"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
HALL_MAX_UPLOAD = 60 * 1024 * 1024  # of one request, all its files together
FILE_UPLOAD_HANDLERS = [
    "unionhall.kit.upload_handlers.StopAtLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # of the fields; files stream to disk and have limits of their own

# --- what the house says of itself ------------------------------------------------------------------------------------
MAP_APPROVAL = env.str("MAP_APPROVAL", default="")  # 审图号 of the outlines in static/maps; without it no public map
CALCULATOR_CALLS_A_MINUTE = env.int("CALCULATOR_CALLS_A_MINUTE", default=600)  # from one address, in each process
NINJA_NUM_PROXIES = env.int("PROXY_COUNT", default=0)  # behind so many, the caller's address is told by the last
HOTLINE = env.str("HOTLINE", default="12351")  # the unions' national number; an office may run its own

# --- letters and logs -------------------------------------------------------------------------------------------------
_email_url = env.str("EMAIL_URL", default="")
if _email_url:
    vars().update(environ.Env.email_url_config(_email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA_DIR / "letters")
FONT_PATHS = env.list(  # besides <DATA_DIR>/fonts, which holds the office's own: 仿宋_GB2312, 小标宋
    "FONT_PATHS", default=["/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/lxgw-wenkai"]
)
PUBLIC_ADDRESS = env.str(  # how letters name this house
    "PUBLIC_ADDRESS", default=f"http://localhost:{env.int('PORT', default=8000)}"
)
CHANNELS = env.list("CHANNELS", default=["unionhall.channels.mail.Mail"])  # besides in-app, which is always there
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="unionhall@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "huey": {
            "handlers": ["stderr"],  # without one of its own, the worker adds a second
            "propagate": False,
            "level": env.str("JOB_LOG_LEVEL", default="WARNING"),
        },
        "axes": {"level": "ERROR"},  # its lines name who tried to sign in
        "django.request": {"level": "ERROR"},
    },
}
