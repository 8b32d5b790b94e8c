"""Web archives in one ZIP file (WACZ 1.1.1, Webrecorder) -> raw pages: those of the WARC files in it."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from copydesk.model import Reason, Rejected
from copydesk.readers.limits import Limits
from copydesk.readers.raw import Raw
from copydesk.readers.refusal import Refusal, printable
from copydesk.readers.unpack import open_unpacked
from copydesk.readers.warc import read_warc

_ARCHIVE = re.compile(r"archive/.+\.warc(?:\.gz|\.zst)?$", re.I)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError)


def read_wacz(file: BinaryIO, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The pages of the archives in a ZIP file, which has to be one that can seek; a damaged one is one line, and the
    next is read. Raises `Refusal` where the ZIP file holds no archives, or no page is in them."""
    try:
        members = zipfile.ZipFile(file)
    except (*_BROKEN, ValueError, OverflowError) as error:
        raise Refusal(Reason.CORRUPT, f"a damaged ZIP file: {error}") from None
    with members:
        archives = [member for member in members.infolist() if _ARCHIVE.match(member.filename)]
        if not archives:
            raise Refusal(Reason.BINARY, "a ZIP archive or office document")
        found = False
        for archive in archives:
            for page in _read_or_refuse(members, archive, source=source, limits=limits):
                found = True
                yield page
    if not found:
        raise Refusal(Reason.EMPTY, "no page in the archive")


def _read_or_refuse(
    members: zipfile.ZipFile, archive: zipfile.ZipInfo, *, source: str, limits: Limits
) -> Iterator[Raw | Rejected]:
    """The pages of one archive, and why there are no more; of one that holds none, nothing."""
    try:
        yield from _read_archive(members, archive, source=source, limits=limits)
    except Refusal as refusal:
        if refusal.reason is not Reason.EMPTY:
            yield refusal.of(_place(source, archive))


def _read_archive(
    members: zipfile.ZipFile, archive: zipfile.ZipInfo, *, source: str, limits: Limits
) -> Iterator[Raw | Rejected]:
    """The pages of one archive. Of what is packed no more is ever unpacked than the ZIP file says it holds."""
    if archive.file_size > max(limits.page_bytes, limits.expansion * archive.compress_size):
        times = f"{limits.expansion} times its size"
        raise Refusal(Reason.TOO_LARGE, f"an archive that unpacks to more than {times}")
    if archive.compress_type not in _PACKINGS or archive.flag_bits & _ENCRYPTED:
        raise Refusal(Reason.UNSUPPORTED, "an archive that is encrypted, or packed in an uncommon way")
    try:
        with members.open(archive) as opened:
            stream = open_unpacked(opened, limits)  # type: ignore[arg-type]
            yield from read_warc(stream, _place(source, archive), limits=limits)
    except _BROKEN as error:
        raise Refusal(Reason.CORRUPT, f"damaged in the ZIP file: {error}") from None


def _place(source: str, archive: zipfile.ZipInfo) -> str:
    return f"{source}:{printable(archive.filename)}"
