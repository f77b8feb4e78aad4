"""The same house for the suite: own data folder, quick password hashes, jobs done on the spot, strict templates."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_shm = Path("/dev/shm")
_data_dir = tempfile.mkdtemp(prefix="unionhall-test-", dir=_shm if os.access(_shm, os.W_OK) else None)
_maker = os.getpid()
atexit.register(lambda: shutil.rmtree(_data_dir, ignore_errors=True) if os.getpid() == _maker else None)

os.environ |= {"DATA_DIR": _data_dir, "UNIONHALL_TESTING": "1"}
for _name in ("SECRET_KEY", "FIELD_KEYS", "FIELD_KEY_ID", "FIELD_CIPHER", "BLIND_KEY", "EMAIL_URL", "DEBUG", "HTTPS"):
    os.environ.pop(_name, None)  # the shell does not decide what the suite sees, except DATABASE_URL

from config.settings import *  # noqa: E402, F403
from config.settings import DATA_DIR, DATABASES, HUEY, IS_POSTGRESQL, STORAGES, TEMPLATES  # noqa: E402


class MissingVariable(str):
    """Makes a template variable nobody passed an error instead of an empty place."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise LookupError(f"template variable {{{{ {variable} }}}} is missing")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingVariable("missing")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
HUEY |= {"immediate": True}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if IS_POSTGRESQL:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("READY_TABLES")}  # see tests/ready_tables.py
else:
    # a file, not memory: each thread then has its own connection, as in the real house
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
