"""What does the build make besides the code? The compiled data in ``src/marsad/_built``, shipped in the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface[Any]):
    """Compiles the data files for wheels and for editable installs; a source archive carries only the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Runs before the wheel (``standard`` or ``editable``) is put together."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from marsad.build_data import build_all

        build_all(lambda step: self.app.display_info(f"compiling {step}"))
