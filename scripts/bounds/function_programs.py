"""Programs that compute functions of the points in files, in other languages.

Each reads exp, log, log1p, tanh, pow and count, doubles without a header, and
writes exp.out, log.out, log1p.out, tanh.out and pow.out.
"""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

R_SCRIPT = """
read <- function(name) readBin(name, "double", {n}, endian = "little")
write <- function(name, value)
  writeBin(as.double(value), paste0(name, ".out"), endian = "little")
for (name in c("exp", "log", "log1p", "tanh"))
  write(name, get(name)(read(name)))
write("pow", read("pow")^read("count"))
"""
OCTAVE_SCRIPT = """1;
function x = read_ (name)
  file = fopen (name); x = fread (file, Inf, "double"); fclose (file);
end
function write_ (name, x)
  file = fopen ([name ".out"], "w"); fwrite (file, x, "double"); fclose (file);
end
for name = {"exp", "log", "log1p", "tanh"}
  write_ (name{1}, feval (name{1}, read_ (name{1})));
end
write_ ("pow", read_ ("pow") .^ read_ ("count"));
"""
NODE_SCRIPT = """
const fs = require("fs");
const read = (name) => new Float64Array(
  new Uint8Array(fs.readFileSync(name)).buffer);
const write = (name, x) => fs.writeFileSync(name + ".out",
  new Uint8Array(x.buffer));
for (const name of ["exp", "log", "log1p", "tanh"])
  write(name, read(name).map((x) => Math[name](x)));
const count = read("count");
write("pow", read("pow").map((x, i) => Math.pow(x, count[i])));
"""
JAVA_SCRIPT = """
import java.nio.*;
import java.nio.file.*;
import java.util.function.*;
public class Functions {
  static double[] read(String name) throws Exception {
    DoubleBuffer all = ByteBuffer.wrap(Files.readAllBytes(Path.of(name)))
        .order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[] x = new double[all.remaining()];
    all.get(x);
    return x;
  }
  static void write(String name, double[] x) throws Exception {
    ByteBuffer all = ByteBuffer.allocate(8 * x.length)
        .order(ByteOrder.LITTLE_ENDIAN);
    all.asDoubleBuffer().put(x);
    Files.write(Path.of(name + ".out"), all.array());
  }
  static void map(String name, DoubleUnaryOperator f) throws Exception {
    double[] x = read(name);
    for (int i = 0; i < x.length; i++) x[i] = f.applyAsDouble(x[i]);
    write(name, x);
  }
  public static void main(String[] arguments) throws Exception {
    map("exp", Math::exp); map("log", Math::log);
    map("log1p", Math::log1p); map("tanh", Math::tanh);
    double[] x = read("pow"), count = read("count");
    for (int i = 0; i < x.length; i++) x[i] = Math.pow(x[i], count[i]);
    write("pow", x);
  }
}
"""
GO_SCRIPT = """package main

import (
	"encoding/binary"
	"math"
	"os"
)

func read(name string) []float64 {
	in, _ := os.Open(name)
	facts, _ := in.Stat()
	x := make([]float64, facts.Size()/8)
	binary.Read(in, binary.LittleEndian, x)
	return x
}

func write(name string, x []float64) {
	out, _ := os.Create(name + ".out")
	binary.Write(out, binary.LittleEndian, x)
}

func main() {
	functions := map[string]func(float64) float64{"exp": math.Exp,
		"log": math.Log, "log1p": math.Log1p, "tanh": math.Tanh}
	for name, f := range functions {
		x := read(name)
		for i := range x {
			x[i] = f(x[i])
		}
		write(name, x)
	}
	x, count := read("pow"), read("count")
	for i := range x {
		x[i] = math.Pow(x[i], count[i])
	}
	write("pow", x)
}
"""
JAX_SCRIPT = """
import jax
import jax.numpy as jnp
import numpy as np
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
for name in ("exp", "log", "log1p", "tanh"):
    x = np.asarray(jax.jit(getattr(jnp, name))(np.fromfile(name)))
    x.tofile(name + ".out")
power = jax.jit(jnp.power)(np.fromfile("pow"), np.fromfile("count"))
np.asarray(power).tofile("pow.out")
"""


class Program(NamedTuple):
    """What starts it, and its text; `{n}` is more than any file holds."""

    command: list[str]
    version: list[str]
    file: str
    text: str


PROGRAMS = {
    "R": Program(
        ["Rscript", "--vanilla"], ["Rscript", "--version"], "f.R", R_SCRIPT
    ),
    "Octave": Program(
        ["octave-cli", "--no-gui", "-W"],
        ["octave-cli", "--version"],
        "f.m",
        OCTAVE_SCRIPT,
    ),
    "Node.js": Program(["node"], ["node", "--version"], "f.js", NODE_SCRIPT),
    "Java": Program(
        ["java"], ["java", "--version"], "Functions.java", JAVA_SCRIPT
    ),
    "Go": Program(["go", "run"], ["go", "version"], "f.go", GO_SCRIPT),
    "JAX": Program(
        [sys.executable],
        [sys.executable, "-c", "import jax; print(jax.__version__)"],
        "f.py",
        JAX_SCRIPT,
    ),
}


def version_of(program: Program) -> str | None:
    """Its version, or None if it is not installed."""
    try:
        told = subprocess.run(
            program.version, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    words = (told.stdout or told.stderr).splitlines()[0].split()
    numbers = (word.lstrip("vgo") for word in words)
    return next(word for word in numbers if word[:1].isdigit())
