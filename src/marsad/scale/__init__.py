"""How are more documents coded than one machine holds? The same coder over shards, on processes or a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.errors import MarsadError
from marsad.scale.run import order_of, run

__all__ = ["lines", "order_of", "run"]


def lines(path: str) -> Iterator[bytes]:
    """The contract's lines of a finished dataset, in input order: what ``marsad code`` writes.

    Raises:
        MarsadError: there is no dataset, or its run is not finished.
    """
    from marsad.scale import dataset
    from marsad.scale.folder import folder_at
    from marsad.scale.manifest import resumed

    folder = folder_at(path)
    found = resumed(folder)
    if found is None:
        raise MarsadError(f"{path}: no dataset here. marsad code … --on local -o {path} makes one.")
    _, manifest = found
    left = len(manifest.open_shards())
    if left:
        raise MarsadError(f"{path}: {left:,} shards are not done. Run the command that began it again.")
    for shard in manifest.leaves():
        yield from dataset.lines(folder, shard.id)
