"""What people are asked to agree to by this room, each text with its version: a new text is a new version."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kit.discover import declared
from unionhall.workflow import Service


@dataclass(frozen=True)
class Purpose:
    """One purpose of keeping personal data; `separate` asks for a tick and a text of its own (PIPL art. 29)."""

    code: str
    title: Any
    words: Any
    version: str
    separate: bool = False


MEMBERSHIP = Purpose(
    "people.membership",
    _("会员实名登记"),
    _("我同意工会为办理入会、会籍和会员服务收集、保存姓名、手机号和工作单位，保存到会籍终止后三年。"),
    version="2026-03",
)
SENSITIVE = Purpose(
    "people.sensitive",
    _("证件号码（敏感个人信息，单独同意）"),
    _(
        "我单独同意工会收集、加密保存证件号码，只用于核对是否本人、防止重复入会；不同意则不能在网上办理，可到服务站办理。"
    ),
    version="2026-03",
    separate=True,
)
PURPOSES = {one.code: one for one in (MEMBERSHIP, SENSITIVE)}


def purpose_called(code: str) -> Any:
    """What a person agreed to, in words: of this room, or of a service that asks for it; the code if it is gone."""
    if code in PURPOSES:
        return PURPOSES[code]
    agreements = (one for service in declared("services", Service) for one in service.agrees)
    asked = next((one for one in agreements if one.purpose == code), None)
    return Purpose(code, asked.words if asked else code, words="", version=asked.version if asked else "")
