"""E-mail: the title and words of a notice, with the address of the page, through the server the settings name."""

from smtplib import SMTPException, SMTPRecipientsRefused
from typing import ClassVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from .carriers import Carrier, NotSent, Refused
from .models import Notice


class Mail(Carrier):
    code: ClassVar[str] = "mail"
    title = _("电子邮件")

    def is_ready(self) -> bool:
        return bool(settings.EMAIL_BACKEND)

    def send(self, notice: Notice, address: str) -> None:
        link = f"\n\n{settings.PUBLIC_ADDRESS}{notice.link}" if notice.link else ""
        letter = EmailMessage(
            subject=notice.title.replace("\n", " "),
            body=f"{notice.words}{link}",
            to=[address],
            headers={"Message-ID": f"<{notice.pk}.{notice.person_id}@unionhall>"},  # a second try is the same letter
            connection=get_connection(timeout=10),
        )
        try:
            letter.send()
        except SMTPRecipientsRefused as error:
            raise Refused(str(error)) from error
        except (SMTPException, OSError) as error:
            raise NotSent(str(error)) from error
