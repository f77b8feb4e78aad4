"""What a filled province looks like, to see that two are alike."""

import hashlib

from django.apps import apps

from unionhall.kit.fields import EncryptedTextField

ROOMS = (
    "orgs", "accounts", "people", "cases", "worklist", "channels", "matters", "rights", "supervision", "bargaining",
    "safety", "funds", "documents",
)  # fmt: skip
DIFFERS = {"password", "words", "id_number", "phone", "rows"}  # salted or sealed with a nonce
DIFFERS |= {"id", "item_id"}  # of items, which the database numbers
DIFFERS |= {"file", "thumbnail", "proof", "papers"}  # the folder still has the file of a filling that was rolled back
DRAWN = {"code", "key", "digest", "code_digest", "rate_token", "sha256", "link"}  # what nobody may guess


Picture = dict[str, str]


def picture() -> Picture:
    """What stands in every table of the rooms the demo writes, apart from what must differ."""
    found = {}
    for model in [model for room in ROOMS for model in apps.get_app_config(room).get_models()]:
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, EncryptedTextField)]
        left_out = DIFFERS if model._meta.app_label == "orgs" else DIFFERS | DRAWN
        columns = [field.attname for field in fields if field.attname not in left_out]
        rows = sorted(map(repr, model._default_manager.values_list(*columns)))
        found[model._meta.label] = f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()}"
    return found
