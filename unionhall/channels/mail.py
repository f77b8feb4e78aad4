"""E-mail: the title and words of a notice, with the address of the page, through the server the settings name."""

from collections.abc import Mapping
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import ClassVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from .carriers import Carrier, NotSent, Refused
from .models import Notice

PATIENCE = 10  # seconds for each answer of the mail server
FOR_GOOD = 500  # SMTP answers from here on are final; those below (a greylist, a full box) ask to try again


class Mail(Carrier):
    code: ClassVar[str] = "mail"
    title = _("电子邮件")

    def is_ready(self) -> bool:
        return bool(settings.EMAIL_BACKEND)

    def send(self, notice: Notice, address: str) -> None:
        link = f"\n\n{settings.PUBLIC_ADDRESS}{notice.link}" if notice.link else ""
        mark = f"<{notice.pk}.{notice.person_id}@unionhall>"  # a second try is the same letter
        post(subject=notice.title, body=f"{notice.words}{link}", to=address, headers={"Message-ID": mark})


def post(*, subject: str, body: str, to: str, headers: Mapping[str, str] | None = None) -> None:
    """Hand one letter to the server; NotSent and Refused say why by code alone, for the words may quote the address."""
    letter = EmailMessage(
        subject=" ".join(subject.split()), body=body, to=[to], headers=dict(headers or {}),
        connection=get_connection(timeout=PATIENCE),
    )  # fmt: skip
    try:
        letter.send()
    except SMTPRecipientsRefused as error:
        codes = sorted(code for code, _said in error.recipients.values())
        final = bool(codes) and codes[0] >= FOR_GOOD
        raise (Refused if final else NotSent)(f"recipient refused {codes}") from None
    except SMTPResponseException as error:
        raise NotSent(f"{type(error).__name__} {error.smtp_code}") from None
    except (SMTPException, OSError) as error:
        raise NotSent(type(error).__name__) from None
