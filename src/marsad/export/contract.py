"""How is a coded document written as a line of JSON, and read back?"""

from __future__ import annotations

import msgspec

from marsad.errors import DocumentError
from marsad.model import CodedDocument, FailedDocument

Line = CodedDocument | FailedDocument


class _Kind(msgspec.Struct, frozen=True):
    error: str | None = None


_encoder = msgspec.json.Encoder()
_coded = msgspec.json.Decoder(CodedDocument)
_kind = msgspec.json.Decoder(_Kind)
_failed = msgspec.json.Decoder(FailedDocument)


def written(document: Line) -> bytes:
    """The document as one line of UTF-8 JSON, without the newline.

    Raises:
        UnicodeEncodeError: the text holds half of a surrogate pair, which no file can hold.
    """
    return _encoder.encode(document)


def parsed(line: bytes, where: str = "line") -> Line:
    """The document that a line of the contract holds.

    Raises:
        DocumentError: the line does not keep the contract.
    """
    try:
        return _failed.decode(line) if _kind.decode(line).error is not None else _coded.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(where, f"not a line of the coded-document contract: {error}") from error
