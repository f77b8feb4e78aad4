"""Too much sent at once is refused before it is read: by its announced length first, while it streams after that."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .archive import MEGABYTE
from .refusal import Refusal


def most_bytes() -> int:
    """Most bytes of one request, all its files together; `HALL_MAX_UPLOAD`."""
    return int(getattr(settings, "HALL_MAX_UPLOAD", 60 * MEGABYTE))


def sentence() -> str:
    text = _("一次上传的内容不能超过 {most} MB，文件没有保存。请减少文件，或把图片压缩后再上传。")
    return str(format_lazy(text, most=most_bytes() // MEGABYTE))


class UploadTooBig(Refusal, RequestDataTooBig):
    """Django answers it with 400 where the middleware below does not stand."""

    def __init__(self) -> None:
        super().__init__(sentence())


class RefuseBigRequests:
    """Middleware, first of all: a body announced as too long is answered 413 without reading a byte of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request.META) <= most_bytes():
            return self._next(request)
        return HttpResponse(sentence(), status=413, content_type="text/plain; charset=utf-8")


class StopAtLimit(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS: counts what arrives and stops reading at the limit."""

    _received = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        if content_length > most_bytes():
            raise UploadTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > most_bytes():
            raise UploadTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def announced(meta: dict[str, Any]) -> int:
    """Content-Length; a request without one has no body for WSGI."""
    length = str(meta.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0
