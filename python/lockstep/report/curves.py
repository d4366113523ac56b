"""Loss and distance curves of a case, on the terminal or as a picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..errors import InputError
from ..files.strict_json import JsonObject
from ..judge.results import Results

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
WIDTHS = (5, 3, 1.5, 1, 1)  # equal curves lie over each other
STYLES = ("-", "--", ":", "-.", "-")
TERMINAL_COLOURS = ("blue", "orange", "green", "magenta", "red")
LEAST = 1e-18  # where an error of 0 is drawn on a logarithmic axis
ENDINGS = (".png", ".svg", ".pdf")
Histories = dict[str, JsonObject]  # by port


def histories(results: Results, mode: str) -> Histories:
    """Curves of the ports' runs in a mode.

    Parameters
    ----------
    results : Results
        Of one case, with curves.
    mode : {"free", "replay"}

    Returns
    -------
    dict of dict
        By port: steps, losses, errors and bounds.

    Raises
    ------
    InputError
        If no port has curves.
    """
    found = {
        run.port: run.history
        for run in results.runs
        if run.mode == mode and run.history
    }
    if not found:
        reasons = [
            f"{run.verdict}: {run.message}"
            for run in results.runs
            if run.message
        ]
        raise InputError(
            f"plot: there is nothing to draw{': ' if reasons else ''}"
            + "; ".join(dict.fromkeys(reasons))
        )
    return found


def check_quantity(curves: Histories, quantity: str) -> None:
    """Refuse a quantity that no port has, and name those that there are.

    Raises
    ------
    InputError
        If there is no such quantity.
    """
    known = list(next(iter(curves.values()))["bounds"])
    if quantity not in known:
        raise InputError(
            f"plot: no quantity '{quantity}': choose from {', '.join(known)}"
        )


def draw_on_terminal(
    curves: Histories, quantity: str, width: int, coloured: bool = True
) -> str:
    """Draw losses and distances with characters.

    Parameters
    ----------
    curves : dict of dict
    quantity : str
        Whose distance is drawn.
    width : int
        Characters.
    coloured : bool
        Without colours, each port's curve is made of its number.
    """
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.subplots(2, 1)
    plotext.plot_size(width, 40)
    losses, distances = plotext.subplot(1, 1), plotext.subplot(2, 1)
    losses.title("loss")
    distances.title(f"distance of {quantity} from the reference, log10")
    names = []
    for number, (port, history) in enumerate(curves.items(), start=1):
        colour = TERMINAL_COLOURS[(number - 1) % len(TERMINAL_COLOURS)]
        look = {"marker": "hd" if coloured else str(number), "color": colour}
        steps = history["steps"]
        loss, error = _numbers(history["losses"]), _errors(history, quantity)
        losses.plot(steps, loss.tolist(), **look)
        distances.plot(steps, np.log10(error).tolist(), **look)
        mark = plotext.colorize("\u259e\u259e", colour) if coloured else number
        names.append(f"{mark} {port}")
    first = next(iter(curves.values()))
    bound = np.log10(_bounds(first, quantity))
    distances.plot(first["steps"], bound.tolist(), marker="-")
    distances.xlabel("step")
    # The library's own legend would cover the first steps.
    legend = "  ".join([*names, "-- tolerance"])
    drawn = f"{plotext.build().rstrip()}\n{legend}\n"
    return drawn if coloured else str(plotext.uncolorize(drawn))


def draw_picture(
    curves: Histories, quantity: str, title: str, file: Path
) -> None:
    """Draw losses and distances into a file.

    Parameters
    ----------
    curves : dict of dict
    quantity : str
    title : str
    file : Path
        Ends in .png, .svg or .pdf.

    Raises
    ------
    InputError
        If the ending is another one, or the file cannot be written.
    """
    if file.suffix not in ENDINGS:
        raise InputError(
            f"plot: {file}: the name should end in {', '.join(ENDINGS)}"
        )
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 7), layout="constrained")
    figure.suptitle(title)
    losses, distances = figure.subplots(2, 1, sharex=True)
    losses.set_ylabel("loss")
    distances.set(
        xlabel="step", ylabel=f"error of {quantity}, relative", yscale="log"
    )
    for width, style, colour, (port, history) in zip(
        WIDTHS, STYLES, COLOURS, curves.items(), strict=False
    ):
        steps, error = history["steps"], _errors(history, quantity)
        losses.plot(
            steps,
            _numbers(history["losses"]),
            color=colour,
            lw=width,
        )
        distances.plot(steps, error, style, color=colour, label=port)
    first = next(iter(curves.values()))
    distances.fill_between(
        first["steps"],
        LEAST,
        _bounds(first, quantity),
        color="0.9",
        label="tolerance",
    )
    distances.plot(first["steps"], _bounds(first, quantity), color="0.4", lw=1)
    figure.legend(
        *distances.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=6,
    )
    try:
        figure.savefig(file)
    except OSError as error:
        raise InputError(f"plot: {file}: {error.strerror}") from None


def _numbers(values: list[float | None]) -> np.ndarray:
    return np.array(values, dtype=float)  # None becomes NaN


def _errors(history: JsonObject, quantity: str) -> np.ndarray:
    return np.maximum(_numbers(history["errors"][quantity]), LEAST)


def _bounds(history: JsonObject, quantity: str) -> np.ndarray:
    return np.maximum(_numbers(history["bounds"][quantity]), LEAST)
