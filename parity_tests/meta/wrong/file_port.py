"""A port that leaves files wrong on purpose: FAULT CASE_FILE OUT_DIR.

Its numbers are zeros; what is tested is how they are handed over.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent


def shapes(fields: dict) -> dict[str, tuple[int, ...]]:
    """Quantities of level 2 with their shapes."""
    steps, sizes = fields["steps"], fields["network"]["layer_sizes"]
    found: dict[str, tuple[int, ...]] = {"loss": (steps,)}
    for layer in range(1, len(sizes)):
        for letters in ("", "d"):
            n_out, n_in = sizes[layer], sizes[layer - 1]
            found[f"{letters}W{layer}"] = steps, n_out, n_in
            found[f"{letters}b{layer}"] = steps, n_out, 1
    return found


def write(
    file: Path,
    shape: tuple[int, ...],
    descr: str = "<f8",
    bits: bytes = struct.pack("<d", 0.0),
    share: float = 1.0,
) -> None:
    """Write a .npy file of one number again and again, or part of it."""
    head = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    head = head.ljust(117) + "\n"
    count = 1
    for size in shape:
        count *= size
    body = bits * count
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head))
    file.write_bytes(start + head.encode() + body[: int(share * len(body))])


def write_all(fields: dict, out: Path) -> None:
    """Write an honest trace of zeros."""
    for name, shape in shapes(fields).items():
        write(out / f"{name}.npy", shape)


def crash(case: Path, out: Path) -> None:
    os.abort()


def crash_late(case: Path, out: Path) -> None:
    for name, shape in shapes(json.loads(case.read_text())).items():
        write(out / f"{name}.npy", shape, share=0.4)
    os.abort()


def hang(case: Path, out: Path) -> None:
    time.sleep(600)


def hang_in_a_child(case: Path, out: Path) -> None:
    subprocess.run(["sleep", "601"])


def flood_files(case: Path, out: Path) -> None:
    with (out / "loss.npy").open("wb") as stream:
        while True:
            stream.write(bytes(2**20))


def flood_output(case: Path, out: Path) -> None:
    while True:
        print("x" * 2**16)


def fail(case: Path, out: Path) -> None:
    print("half way", file=sys.stdout)
    raise RuntimeError("matrices do not fit")


def not_supported(case: Path, out: Path) -> None:
    (out / "not_supported.txt").write_text("no relu here\n")
    sys.exit(2)


def exits_with_2(case: Path, out: Path) -> None:
    print("cannot open data.npy", file=sys.stderr)
    sys.exit(2)


def write_text(out: Path, shape: str, numbers: list[str]) -> None:
    """Write W1 as text in place of bytes."""
    (out / "W1.npy").unlink()
    text = "".join(f"{number}\n" for number in [shape, *numbers])
    (out / "W1.txt").write_text(text)


def text(case: Path, out: Path) -> None:
    numbers = [f"{number / 2:.17g}" for number in range(-15, 105)]
    numbers[23] = "-inf"
    numbers[22] = "3.5"
    write_text(out, "20 3 2", numbers)


def no_number(case: Path, out: Path) -> None:
    write_text(out, "20 3 2", ["1", "-inf", "0,5"] + ["0"] * 117)


def no_shape(case: Path, out: Path) -> None:
    write_text(out, "1.5", ["0"] * 120)


def too_many_numbers(case: Path, out: Path) -> None:
    write_text(out, "20 3 2", ["0"] * 121)


def half_a_number(case: Path, out: Path) -> None:
    write_text(out, "20 3 2", ["0.25"] * 120)
    file = out / "W1.txt"
    file.write_text(file.read_text()[:-2])


def twice(case: Path, out: Path) -> None:
    shutil.copy(out / "W1.npy", out / "kept.npy")
    write_text(out, "20 3 2", ["0"] * 120)
    (out / "kept.npy").rename(out / "W1.npy")


def single_precision(case: Path, out: Path) -> None:
    write(out / "W1.npy", (20, 3, 2), "<f4", struct.pack("<f", 0.0))


def big_endian(case: Path, out: Path) -> None:
    write(out / "W1.npy", (20, 3, 2), ">f8")


def objects(case: Path, out: Path) -> None:
    write(out / "W1.npy", (20, 3, 2), "|O")


def not_npy(case: Path, out: Path) -> None:
    (out / "W1.npy").write_text("1,2,3\n")


def a_link(case: Path, out: Path) -> None:
    (out / "W1.npy").unlink()
    (out / "W1.npy").symlink_to("/dev/zero")


def a_pipe(case: Path, out: Path) -> None:
    (out / "W1.npy").unlink()
    os.mkfifo(out / "W1.npy")


def too_few_steps(case: Path, out: Path) -> None:
    write(out / "W1.npy", (19, 3, 2))


def too_many_steps(case: Path, out: Path) -> None:
    write(out / "W1.npy", (21, 3, 2))


def cut_file(case: Path, out: Path) -> None:
    write(out / "W1.npy", (20, 3, 2), share=0.5)


def chunk_missing(case: Path, out: Path) -> None:
    (out / "0000010").mkdir()


def changes_input(case: Path, out: Path) -> None:
    file = case.parent / "data.csv"
    os.chmod(file, 0o644)
    file.write_text("0,0,0\n")


def writes_beside_input(case: Path, out: Path) -> None:
    (case.parent / "notes.txt").write_text("mine")


def writes_beside_output(case: Path, out: Path) -> None:
    (out.parent / "notes.txt").write_text("mine")


def writes_beside_itself(case: Path, out: Path) -> None:
    (Path(sys.argv[4]) / "cache.bin").write_text("mine")


def writes_to_fixtures(case: Path, out: Path) -> None:
    folder = Path(os.environ["HOME"]) / "fixtures"
    (folder / "contract.json").write_text("{}")


def looks_around(case: Path, out: Path) -> None:
    places = (Path(sys.argv[4]) / "places.txt").read_text().split("\n")
    for name, value in os.environ.items():
        if name != "PATH" and any(place in value for place in places):
            sys.exit(f"{name} tells {value}")
    if os.environ["HOME_OF_MINE"] != "/elsewhere":
        sys.exit("a variable is lost")


def slow(case: Path, out: Path) -> None:
    time.sleep(1)


def no_trace_json(case: Path, out: Path) -> None:
    os.remove(out / "trace.json")


def another_version(case: Path, out: Path) -> None:
    found = json.loads((out / "trace.json").read_text())
    text = json.dumps({**found, "version": "0.9"})
    (out / "trace.json").write_text(text)


def lower_level(case: Path, out: Path) -> None:
    found = json.loads((out / "trace.json").read_text())
    (out / "trace.json").write_text(json.dumps({**found, "level": 1}))


def no_json(case: Path, out: Path) -> None:
    (out / "trace.json").write_text("version 1")


def none(case: Path, out: Path) -> None:
    pass


def not_a_number(case: Path, out: Path) -> None:
    steps = json.loads(case.read_text())["steps"]
    write(out / "loss.npy", (steps,), bits=struct.pack("<d", float("nan")))


def transposed(case: Path, out: Path) -> None:
    steps = json.loads(case.read_text())["steps"]
    write(out / "dW2.npy", (steps, 3, 4))


def missing(case: Path, out: Path) -> None:
    (out / "dW2.npy").unlink()


def main() -> None:
    fault, case, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    sys.argv[4:] = [os.environ.get("PORT_FOLDER", "")]
    do: Callable[[Path, Path], None] = globals()[fault]
    if "run" in (fields := json.loads(case.read_text())):
        write_all(fields, out)
    shutil.copy(Path(sys.argv[4]) / "port.json", out / "trace.json")
    do(case, out)


if __name__ == "__main__":
    main()
