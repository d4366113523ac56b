"""Mistakes of the judge's catalogue, and others, in the example ports.

A file a language, `javascript.txt`, ...: the name of a mistake, then right
words of the port (`- `) and the wrong ones (`+ `), as often as it takes.  A
fault that nobody listed begins with `?` and ends with the case that shows it.

    PYTHONPATH=parity_tests/meta python -m named [LANGUAGE]...

judges them all and writes docs/measured/named-mistakes.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from example_ports import PORTS, build, copy_to

from lockstep.judge import EQUAL
from lockstep.judge.mistakes.catalogue import MISTAKES
from lockstep.judge.results import Results
from lockstep.judge.run import run
from lockstep.ports.start import port_spec

FOLDER = Path(__file__).parent
LANGUAGES = ("javascript", "cpp", "pytorch")
CASES = {
    "ADAM": "spiral_shuffled-2x15x6x3_relu-adam",
    "BINARY": "blobs-2x4x1_tanh-gd",
    "CLASSICAL": "spiral_shuffled-2x100x3_relu-classical_momentum",
    "DECAY": "digits-64x15x9x10_relu-gd_decay",
    "DIGITS": "digits-64x15x9x10_relu-rmsprop",
    "DROPOUT": "circles-2x11x1_relu-dropout",
    "L2": "circles-2x11x1_relu-l2",
    "MOMENTUM": "digits-64x15x9x10_relu-momentum",
    "RAW": "breast_cancer_raw-30x2_softmax-gd",
    "RMSPROP": "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop",
    "SIGMOID": "spiral_shuffled-2x9x3x3_sigmoid-gd",
    "SQUARE": "spiral_shuffled-2x3x3_tanh-gd",
    "TANH": "spiral_shuffled-2x15x6x3_tanh-gd",
    "TIES": "spiral_shuffled-2x5x3_relu_ties-gd",
}
# What shows a mistake, by how its name begins; the first that fits.
SHOWN_BY = (
    ("rmsprop-uses-beta1", "DIGITS"),
    ("schedule-not-floored", "CLASSICAL"),
    ("schedule", "DECAY"),
    ("batch", "ADAM"),
    ("gradients-of-full-size", "ADAM"),
    ("divided-by-all", "ADAM"),
    ("relu-for-tanh", "TANH"),
    ("relu-for-sigmoid", "SIGMOID"),
    ("relu", "TIES"),
    ("tanh-for-relu", "TIES"),
    ("tanh-for-sigmoid", "SIGMOID"),
    ("sigmoid-for-relu", "TIES"),
    ("sigmoid-for-tanh", "TANH"),
    ("sigmoid", "SIGMOID"),
    ("weights-not-transposed", "SQUARE"),
    ("dropout", "DROPOUT"),
    ("loss-divided", "SIGMOID"),
    ("gradients-divided", "SIGMOID"),
    ("mean-for-sum", "SIGMOID"),
    ("loss-positive", "BINARY"),
    ("loss-log", "RAW"),
    ("loss-without-penalty", "L2"),
    ("loss-penalty", "L2"),
    ("penalty", "L2"),
    ("bias-gradient", "L2"),
    ("decoupled", "L2"),
    ("momentum-averaged", "CLASSICAL"),
    ("momentum-with-", "CLASSICAL"),
    ("momentum", "MOMENTUM"),
    ("classical", "CLASSICAL"),
    ("rmsprop", "RMSPROP"),
    ("adam", "ADAM"),
    ("count", "ADAM"),
    ("", "TANH"),
)
STEPS = 9  # into the third epoch of DECAY
AT_ONCE = 20  # faults in one compiled program
RIGHT, SILENT, WRONG, MISSED = "right", "silent", "wrong", "missed"


@dataclass(frozen=True)
class Plant:
    """A fault of a port.

    Attributes
    ----------
    language : str
        Of the port that is broken.
    name : str
        In the catalogue, or what is wrong if nobody listed it.
    case : str
        Which shows it.
    edits : tuple of (str, str)
        Right words, and what stands there instead.
    """

    language: str
    name: str
    case: str
    edits: tuple[tuple[str, str], ...]

    @property
    def is_listed(self) -> bool:
        """Whether the judge should name it."""
        return any(mistake.id == self.name for mistake in MISTAKES)

    def broken(self, text: str) -> str:
        """Break the text of the port.

        Raises
        ------
        ValueError
            If the port has no such words, or has them twice.
        """
        for right, wrong in self.edits:
            if text.count(right) != 1:
                raise ValueError(f"{self.name}: no single '{right}'")
            text = text.replace(right, wrong)
        return text


def plants(language: str) -> list[Plant]:
    """All faults of a language's file."""
    text = (FOLDER / f"{language}.txt").read_text("utf-8")
    return [_plant(language, block) for block in text.strip().split("\n\n")]


def in_parts(chosen: Sequence[Plant]) -> list[Sequence[Plant]]:
    """Faults that are planted together."""
    return [chosen[i : i + AT_ONCE] for i in range(0, len(chosen), AT_ONCE)]


def _plant(language: str, block: str) -> Plant:
    head, *lines = block.splitlines()
    name, _, case = head.removeprefix("? ").partition(": ")
    if not case:
        case = next(case for start, case in SHOWN_BY if name.startswith(start))
    words = [line[2:] for line in lines]
    edits = tuple(zip(words[::2], words[1::2], strict=True))
    return Plant(language, name, CASES[case], edits)


def broken_ports(
    chosen: Sequence[Plant], folder: Path
) -> Iterator[tuple[Plant, Path]]:
    """Break a copy of the port by each plant in turn.

    A compiled port is made once for all of them: to compile it takes longer
    than to judge it.
    """
    port = PORTS[chosen[0].language]
    copy = copy_to(port, folder / port.name)
    file = copy / port.mathematics
    text = file.read_text("utf-8")
    if port.name == "cpp":
        file.write_text(together([p.broken(text) for p in chosen]), "utf-8")
        build(copy, "-O0")
    description = json.loads((copy / "port.json").read_text("utf-8"))
    for number, plant in enumerate(chosen):
        if port.name == "cpp":
            command = [*description["command"], str(number)]
            fields = {**description, "command": command}
            (copy / "port.json").write_text(json.dumps(fields), "utf-8")
        else:
            file.write_text(plant.broken(text), "utf-8")
        yield plant, copy


def together(programs: Sequence[str]) -> str:
    """One C++ program of many: its first argument chooses."""
    includes = re.findall(r"^#include .*", programs[0], re.MULTILINE)
    parts = []
    for number, text in enumerate(programs):
        body = re.sub(r"^#include .*", "", text, flags=re.MULTILINE)
        body = body.replace("int main(", "int run(")
        parts.append(f"namespace port{number} {{\n{body}\n}}")
    ways = ", ".join(f"port{number}::run" for number in range(len(programs)))
    last = (
        "int main(int, char** words) {\n"
        f"  int (*const ways[])(int, char**) = {{{ways}}};\n"
        "  char* given[] = {words[0], words[2], words[3]};\n"
        "  return ways[std::stoi(words[1])](3, given);\n}\n"
    )
    return "\n".join([*includes, *parts, last])


def first_failure(plant: Plant, port: Path) -> Results | None:
    """What the judge says of a broken port.

    The first block that `lockstep validate` prints is that of the replay, if
    that shows the fault.
    """
    for mode in ("replay", "free"):
        ports = [port_spec(port)]
        found = run([plant.case], ports, mode, STEPS, certified=False)
        if found.verdict != EQUAL:
            return found
    return None


def word(plant: Plant, found: Results | None) -> str:
    """Whether a fault is named, and rightly."""
    place = found.runs[0].divergence if found else None
    if place is None:
        return MISSED
    names = [cause.id for cause in place.causes]
    right = RIGHT if plant.name in names else WRONG
    return right if names else SILENT
