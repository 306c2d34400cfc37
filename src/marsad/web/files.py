"""How do scripts, styles and the base map leave the server? Compressed once, not at every request."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PACKED = frozenset({".js", ".css", ".json", ".txt"})
LEVEL = 6


class PackedFiles(StaticFiles):
    """Static files; those of text are sent compressed where that is taken, and sent again only when they change."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._lock = threading.Lock()
        self._packed: dict[str, tuple[str, bytes]] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or that it did not change, or 404."""
        found = await super().get_response(path, scope)
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if not isinstance(found, FileResponse) or "gzip" not in accepted or Path(path).suffix not in PACKED:
            return found
        kept = {name: found.headers[name] for name in ("content-type", "etag", "last-modified")}
        body = self._body(str(found.path), kept["etag"])
        return Response(body, headers={**kept, "content-encoding": "gzip", "vary": "Accept-Encoding"})

    def _body(self, path: str, etag: str) -> bytes:
        with self._lock:
            known = self._packed.get(path)
            if known is None or known[0] != etag:
                known = self._packed[path] = (etag, gzip.compress(Path(path).read_bytes(), LEVEL))
            return known[1]
