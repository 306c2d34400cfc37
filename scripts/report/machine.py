"""On which machine were the figures made?"""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

import msgspec

from marsad import __version__


class Machine(msgspec.Struct, frozen=True):
    """What is known of this machine, and how busy it was."""

    processor: str
    cores: int
    memory_gb: float
    system: str
    python: str
    marsad: str
    load: float

    def __str__(self) -> str:
        return (
            f"{self.processor}, {self.cores} cores, {self.memory_gb:.0f} GB of memory; {self.system}, "
            f"Python {self.python}, Marsad {self.marsad}; load average {self.load:.1f} when the measuring began"
        )


def this_machine() -> Machine:
    """The machine that this process runs on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = f"{platform.system()} {platform.machine()}"
    return Machine(
        _processor(), os.cpu_count() or 1, memory, system, platform.python_version(), __version__, os.getloadavg()[0]
    )


def _processor() -> str:
    cpu = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*:\s*(.+)", cpu.read_text()) if cpu.exists() else None
    return named[1].strip() if named else platform.processor() or platform.machine()
