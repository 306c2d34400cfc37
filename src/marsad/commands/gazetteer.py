"""What does the gazetteer know, and how are places of one's own brought in?"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from marsad.gazetteer.index import Gazetteer
    from marsad.gazetteer.places import Place

NOT_FOUND = 1

app = typer.Typer(help="The places that the coder knows, and how to add some.", no_args_is_help=True)


class FileFormat(enum.StrEnum):
    """What ``marsad gazetteer import`` reads."""

    geonames = "geonames"
    alternatenames = "alternatenames"
    cod = "cod"
    csv = "csv"
    geojson = "geojson"


AsJson = Annotated[bool, typer.Option("--json", help="A JSON line for each place.")]


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="An Arabic name in any spelling, or an English one.")],
    country: Annotated[str | None, typer.Option(help="Only places of this country (SY).")] = None,
    json: AsJson = False,
) -> None:
    """Lists the places that bear a name, the most peopled first; exit code 1 when there is none."""
    from marsad.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.default()
    found = [place for place in gazetteer.lookup(name) if country in (None, place.country)]
    for place in found:
        _print(gazetteer, place, json)
    if not found:
        typer.echo(f"no place of the name {name}; marsad gazetteer import adds places", err=True)
        raise typer.Exit(NOT_FOUND)


@app.command("near", context_settings={"ignore_unknown_options": True})
def near(
    lat: Annotated[float, typer.Argument(help="Degrees north.")],
    lon: Annotated[float, typer.Argument(help="Degrees east.")],
    km: Annotated[float, typer.Option(min=0, help="How far to look.")] = 25.0,
    top: Annotated[int, typer.Option(min=1, help="How many to list.")] = 10,
    json: AsJson = False,
) -> None:
    """Lists the places around a point, the nearest first; exit code 1 when there is none."""
    from marsad.gazetteer.index import Gazetteer

    gazetteer = Gazetteer.default()
    found = gazetteer.near(lat, lon, km)[:top]
    for away, place in found:
        _print(gazetteer, place, json, away)
    raise typer.Exit(0 if found else NOT_FOUND)


@app.command("stats")
def stats(json: AsJson = False) -> None:
    """Counts places and names by country and level, and says where the places come from."""
    import msgspec

    from marsad.gazetteer.stats import table

    counted = table()
    typer.echo(msgspec.json.encode(counted).decode() if json else counted.as_text(), nl=json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The table to read.")],
    format_: Annotated[FileFormat, typer.Option("--format", help="Which table it is.")],
    to: Annotated[
        Path, typer.Option("--to", envvar="MARSAD_GAZETTEER", help="Your file of places; made, or added to.")
    ] = Path("places.tsv"),
) -> None:
    """Adds the places of a table to your own file of places, which MARSAD_GAZETTEER names to the coder.

    A place with the id of a known one adds its names and fields to it; a place already in your file is replaced.
    """
    from marsad.gazetteer.imports import read_places
    from marsad.gazetteer.own import write_own

    read = list(read_places(file, format_.value))
    held = write_own(to, read)
    typer.echo(f"{len(read)} places read, {to} holds {held}; set MARSAD_GAZETTEER={to} for the coder to use them")


def _print(gazetteer: Gazetteer, place: Place, json: bool, away: float | None = None) -> None:
    first, second = gazetteer.admin_names(place)
    code, second_code = gazetteer.pcodes(place)
    row: dict[str, Any] = {
        "id": place.id, "name": place.name, "country": place.country, "level": place.level, "lat": place.lat,
        "lon": place.lon, "precision_km": place.precision_km, "population": place.population or None,
        "admin1": first, "admin2": second, "pcode": place.pcode or second_code or code,
    }  # fmt: skip
    if away is not None:
        row["km"] = round(away, 1)
    if json:
        import msgspec

        row["arabic"] = gazetteer.names_of(place)
        typer.echo(msgspec.json.encode(row).decode())
        return
    where = ", ".join(part for part in (second, first, place.country) if part)
    at = "" if place.lat is None else f"{place.lat:.4f} {place.lon:.4f} ±{place.precision_km or 0:g} km"
    distance = "" if away is None else f"{away:6.1f} km  "
    typer.echo(
        f"{distance}{place.name} ({place.level}; {where})  {at}  {place.id}  {'، '.join(gazetteer.names_of(place))}"
    )
