"""What trained networks predict, beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...files.strict_json import JsonObject
from ...judge.results import RunResult
from .render import title


@dataclass(frozen=True)
class Predicted:
    """What the network that a port trained predicts.

    Attributes
    ----------
    name : str
        Of the port.
    found : dict
        Confusion matrix, statistics and map, as a run tells them.
    """

    name: str
    found: JsonObject

    @property
    def after(self) -> int | None:
        """Steps of training, if they were told."""
        steps = self.found.get("after")
        return steps if isinstance(steps, int) else None


def predicted(runs: Iterable[RunResult]) -> list[Predicted]:
    """What each port's network predicts; before a wrong one, what is right.

    The reference's own port shows what is right of its number of steps.
    """
    asked = [run for run in runs if run.predictions]
    right = {run.predictions.get("after") for run in asked if run.is_own_code}
    shown = []
    for run in asked:
        wanted = run.predictions.get("reference")
        if wanted and wanted["after"] not in right:
            right.add(wanted["after"])
            shown.append(Predicted(wanted["by"], wanted))
        shown.append(Predicted(run.port, run.predictions))
    return shown


def maps_of(shown: list[Predicted]) -> JsonObject:
    """Maps for the pictures; equal ones are written once."""
    drawn = [one for one in shown if "map" in one.found]
    texts = list(dict.fromkeys(one.found["map"] for one in drawn))
    return {
        "texts": texts,
        "pictures": [
            {
                "name": one.name,
                "after": one.after,
                "text": texts.index(one.found["map"]),
            }
            for one in drawn
        ],
    }


def told_of(shown: list[Predicted]) -> str:
    """Say where maps differ, and which ports did not predict themselves."""
    alike: dict[int | None, list[Predicted]] = {}
    for one in shown:
        alike.setdefault(one.after, []).append(one)
    told = [_compare(some) for some in alike.values()]
    return " ".join(filter(None, [*told, _drawn_for(shown)]))


def _compare(shown: list[Predicted]) -> str:
    """Say where maps of networks differ that made equally many steps."""
    drawn = [one for one in shown if "map" in one.found]
    if len(drawn) < 2:
        return ""
    titles = [title(one.name) for one in drawn]
    names = f"{', '.join(titles[:-1])} and {titles[-1]}"
    texts = [one.found["map"] for one in drawn]
    n_points = len(texts[0])
    n_differ = sum(len(set(point)) > 1 for point in zip(*texts, strict=False))
    told = f"different at {n_differ:,} of" if n_differ else "equal at each of"
    crosses = " (the crosses)" if n_differ else ""
    return f"Maps of {names}: {told} {n_points:,} points{crosses}."


def _drawn_for(shown: list[Predicted]) -> str:
    ports = [
        title(one.name)
        for one in shown
        if one.found.get("by", one.name) != one.name
    ]
    if not ports:
        return ""
    return (
        f"What the network of {', '.join(ports)} predicts was computed by the "
        "reference, with the parameters that the port trained: the port "
        "declares no operation for it."
    )
