"""Attachments by their content, and requests too long to be read."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from unionhall.kit import upload_handlers, uploads
from unionhall.kit.archive import MEGABYTE, BadArchive
from unionhall.kit.upload_handlers import RefuseBigRequests, StopAtLimit, UploadTooBig
from unionhall.kit.uploads import BadUpload, FileKind, UploadRule, check_upload, safe_name


def picture(kind="JPEG", size=(40, 20), **extra):
    made = io.BytesIO()
    Image.new("RGBA" if kind in ("PNG", "WEBP") else "RGB", size, (200, 0, 0)[:3]).save(made, kind, **extra)
    return made.getvalue()


def check(content, name="x", rule=uploads.EVIDENCE):
    return check_upload(SimpleUploadedFile(name, content), name=name, rule=rule)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_made_anew_in_two_sizes(kind):
    found = check(picture(kind, size=(1200, 600)), "现场.照片.gif")
    assert (found.name, found.kind) == ("现场.照片.jpg", FileKind.JPEG)
    assert Image.open(io.BytesIO(found.content)).size == (1200, 600)
    assert Image.open(io.BytesIO(found.small)).size == (480, 240)
    assert found.size == len(found.content)
    assert len(found.sha256) == 64


def test_where_and_when_it_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    exif[0x010E] = "hidden words"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)  # GPS latitude
    content = check(picture(size=(40, 20), exif=exif.tobytes(), comment=b"hidden words")).content
    fresh = Image.open(io.BytesIO(content))
    assert fresh.size == (20, 40)
    assert not fresh.getexif()
    assert b"hidden words" not in content
    assert b"Exif" not in content


def test_code_hidden_behind_a_picture_is_gone():
    assert b"<?php" not in check(picture() + b"<?php evil() ?>").content


def test_large_pictures_are_scaled_by_area_so_long_screenshots_stay_legible():
    rule = UploadRule(kept_pixels=10_000)
    found = check(picture(size=(50, 800)), rule=rule)
    width, height = Image.open(io.BytesIO(found.content)).size
    assert width * height <= 10_000
    assert (width, height) == (25, 400)


def png_claiming(width, height):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def pdf(body=b"", tail=b"%%EOF\n"):
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + body + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n" + tail


def packed(text):
    return (
        b">>\nendobj\n2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(text)
        + b"\nendstream"
    )


def office(inside, *more):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("[Content_Types].xml", "<Types/>"), (inside, "<x/>"), *more]:
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), FileKind.PDF),
        (pdf(b"/OpenAction [3 0 R /Fit]"), FileKind.PDF),
        (
            pdf(b">>\nendobj\n2 0 obj\n<< /Length 9 >>\nstream\nxx/JS zz\nendstream"),
            FileKind.PDF,
        ),  # by chance, in bytes
        (pdf(packed(b"<< /Type /Page >>")), FileKind.PDF),
        (office("word/document.xml"), FileKind.DOCX),
        (office("xl/workbook.xml"), FileKind.XLSX),
    ],
)
def test_documents_are_kept_as_they_are(content, kind):
    found = check(content, "a.exe")
    assert (found.kind, found.content, found.small) == (kind, content, None)
    assert found.name == f"a.{kind.value}"


ATTACHED = b'<R Type="http://x/attachedTemplate" Target="http://evil" TargetMode="External"/>'
LINK = b'<R Type="http://x/hyperlink" Target="http://x.cn" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "空的", id="empty"),
        pytest.param(b"<html><script>", "只能上传", id="html"),
        pytest.param(b"MZ\x90\x00", "只能上传", id="program"),
        pytest.param(b"<svg onload='x'/>", "只能上传", id="svg"),
        pytest.param(b"\0\0\0\x18ftypheic" + b"x" * 40, "兼容性最佳", id="heic"),
        pytest.param(b"\0\0\0\x18ftypisom" + b"x" * 40, "只能上传", id="video-where-none-is-wanted"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 40, "密码", id="old-office"),
        pytest.param(b"\xff\xd8\xff broken", "损坏", id="broken-picture"),
        pytest.param(picture(size=(400, 300))[:900], "损坏", id="half-a-picture"),
        pytest.param(png_claiming(60_000, 60_000), "尺寸过大", id="pixel-bomb"),
        pytest.param(b"x" * (10 * MEGABYTE + 1), "超过了 10 MB", id="too-long"),
        pytest.param(pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "脚本", id="pdf-script"),
        pytest.param(pdf(b"/AA << /O << /S /J#61vaScript >> >>"), "脚本", id="pdf-script-spelt-otherwise"),
        pytest.param(pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "脚本", id="pdf-launch"),
        pytest.param(pdf(packed(b"<< /S /JavaScript /JS (x) >>")), "脚本", id="pdf-script-packed"),
        pytest.param(pdf(b"/Encrypt 5 0 R"), "密码", id="pdf-locked"),
        pytest.param(pdf(tail=b""), "损坏", id="pdf-cut-off"),
        pytest.param(office("word/document.xml", ("word/vbaProject.bin", "x")), "宏", id="docx-macro"),
        pytest.param(office("word/document.xml", ("word/_rels/a.rels", ATTACHED)), "外部链接", id="docx-template"),
        pytest.param(office("xl/workbook.xml", ("xl/b.xml", "\0" * (30 * MEGABYTE))), "过大", id="zip-bomb"),
        pytest.param(office("other.xml"), "只能上传", id="some-zip"),
    ],
)
def test_refusals_say_how_to_mend(content, says):
    with pytest.raises((BadUpload, BadArchive), match=says):
        check(content)


def test_ordinary_links_in_a_document_are_no_danger():
    assert check(office("word/document.xml", ("word/_rels/a.rels", LINK))).kind == FileKind.DOCX


def test_video_where_it_is_wanted():
    rule = UploadRule(kinds=frozenset({FileKind.MP4}))
    assert check(b"\0\0\0\x18ftypisom" + b"x" * 40, "a.mov", rule).name == "a.mp4"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\工资条\\三月.PDF", "三月.pdf"),
        ("evil\u202efdp.exe", "evilfdp.pdf"),
        ("a<b>\r\n.pdf", "a_b.pdf"),
        ("", "file.pdf"),
        ("....", "file.pdf"),
        ("长" * 200 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_names(name, safe):
    assert safe_name(name, FileKind.PDF) == safe


@given(st.text())
def test_no_name_leaves_its_folder(name):
    safe = safe_name(name, FileKind.PDF)
    assert not set(safe) & set('/\\\0\r\n"<>')
    assert not safe.startswith(".")


class Unread(io.BytesIO):
    """A body nobody may touch."""

    def read(self, *_args):
        raise AssertionError("the body was read")


def test_200_megabytes_are_refused_unread(settings):
    settings.HALL_MAX_UPLOAD = 60 * MEGABYTE
    request = RequestFactory().generic("POST", "/", b"")
    request.META |= {"CONTENT_LENGTH": str(200 * MEGABYTE), "wsgi.input": Unread()}
    answer = RefuseBigRequests(lambda _request: HttpResponse("never"))(request)
    assert answer.status_code == 413
    assert "不能超过 60 MB" in answer.content.decode()


def test_the_house_refuses_them_on_any_address(client):
    answer = client.generic("POST", "/anything/", b"", CONTENT_LENGTH=str(200 * MEGABYTE))
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "text/plain; charset=utf-8")


def test_smaller_requests_pass():
    request = RequestFactory().post("/", {"a": "b"})
    assert RefuseBigRequests(lambda _request: HttpResponse("ok"))(request).content == b"ok"
    assert upload_handlers.announced({"CONTENT_LENGTH": "many"}) == 0


def test_streaming_stops_at_the_limit(settings):
    settings.HALL_MAX_UPLOAD = 1000
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", b"x" * 2000)})
    request.upload_handlers = [StopAtLimit(request)]
    with pytest.raises(UploadTooBig):
        request.FILES  # noqa: B018
    handler = StopAtLimit()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    assert handler.receive_data_chunk(b"x" * 900, 0) == b"x" * 900
    with pytest.raises(UploadTooBig, match="不能超过"):
        handler.receive_data_chunk(b"x" * 200, 900)
