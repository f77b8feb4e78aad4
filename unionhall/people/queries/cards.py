"""The member card: a picture of a code that proves, for some minutes, that this person is a member now."""

import segno
from django.core import signing
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..models import Membership
from .memberships import standing_membership

SALT = "people.card"
GOOD_FOR = 15 * 60  # seconds


def card_code(membership: Membership) -> str:
    """Signed text that says who and which card; no name and no number of a document."""
    return signing.dumps([membership.person_id, membership.card_no], salt=SALT, compress=True)


def card_picture(membership: Membership, site: str) -> SafeString:
    """Ready SVG of the address at which the code is checked (`site` such as https://union.example)."""
    address = site.rstrip("/") + reverse("people:card-check", args=[card_code(membership)])
    code = segno.make(address, error="m")
    return mark_safe(  # made of numbers only, and of a title that is ours
        code.svg_inline(scale=3, border=2, omitsize=True, svgclass=None, lineclass=None, title=_("会员证二维码"))
    )


def read_card(code: str) -> Membership | None:
    """The standing membership a fresh code speaks of; None when it is old, made up, or the membership has ended."""
    try:
        person_id, card_no = signing.loads(code, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        return None
    found = standing_membership(person_id)
    return found if found is not None and found.card_no == card_no else None
