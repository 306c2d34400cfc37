"""Does a process end with the one that asked for it, however that one ended?"""

from __future__ import annotations

import os
import threading
import time


def end_with(parent: int) -> None:
    """From now on this process ends within a second or so of its ``parent``, which may be killed without a word."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
