"""Keys of this installation: from the environment, or made once into a file only its owner can read."""

import base64
import json
import os
import secrets as random
from pathlib import Path
from typing import TypedDict


class Secrets(TypedDict):
    secret_key: str
    field_keys: dict[str, str]  # key id -> 32 bytes in base64; the last one encrypts, the others still decrypt
    blind_key: str  # 32 bytes in base64; changing it means indexing every person anew


def load(data_dir: Path, environ: dict[str, str]) -> Secrets:
    """`SECRET_KEY`, `FIELD_KEYS` ("k1:base64,k2:base64") and `BLIND_KEY`; what is not given comes from the file."""
    given = {name: environ[name] for name in ("SECRET_KEY", "FIELD_KEYS", "BLIND_KEY") if environ.get(name)}
    kept = new_secrets() if len(given) == 3 else kept_in(data_dir / "secrets.json")
    if "SECRET_KEY" in given:
        kept["secret_key"] = given["SECRET_KEY"]
    if "FIELD_KEYS" in given:
        kept["field_keys"] = dict(pair.strip().split(":", 1) for pair in given["FIELD_KEYS"].split(","))
    if "BLIND_KEY" in given:
        kept["blind_key"] = given["BLIND_KEY"]
    return kept


def kept_in(path: Path) -> Secrets:
    """What the file holds; two processes starting at once agree on the first one's keys."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}.{random.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(new_secrets(), out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, path)  # unlike a rename, fails when another process was first
        except FileExistsError:
            pass  # then its keys are ours
        finally:
            draft.unlink()
    kept: Secrets = json.loads(path.read_text())
    return kept


def new_secrets() -> Secrets:
    return {"secret_key": random.token_urlsafe(50), "field_keys": {"k1": random_key()}, "blind_key": random_key()}


def random_key() -> str:
    return base64.b64encode(random.token_bytes(32)).decode()
