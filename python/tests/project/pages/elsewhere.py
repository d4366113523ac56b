"""Which blocks of code are not run as they stand, and why.

A block that is not named here is run as it stands.  What is named here must
stand in a page, and what runs it instead must name it: the tests check both.
"""

from __future__ import annotations

from typing import NamedTuple


class Elsewhere(NamedTuple):
    """What runs a command instead: words of a file."""

    reason: str
    file: str
    words: str


SPIRAL = "spiral_shuffled-2x3_softmax-gd"
CASES = "softmax-ties,gate_and-2x1_sigmoid-gd"
EVERY_CASE = "judges every case: minutes"

# With this behind it, a command does the same on less.
SHORTENED = {
    "lockstep run": (EVERY_CASE, "softmax-ties"),
    "lockstep run --full": ("takes hours", "gate_and-2x1_sigmoid-gd"),
    ".venv/bin/lockstep run --junit parity.xml --json parity.json": (
        EVERY_CASE,
        "softmax-ties",
    ),
    "lockstep report -o report.html": (EVERY_CASE, "--json earlier.json"),
    "lockstep plot spiral-2x100x3_relu-gd": (
        "draws 10,000 steps",
        "--steps 100",
    ),
    "lockstep run spiral-2x100x3_relu-gd --ports r --mode replay": (
        "replays 10,000 steps",
        "--steps 100",
    ),
    "lockstep validate mine --level 0": (EVERY_CASE, f"--cases {SPIRAL}"),
    "lockstep validate mine": (EVERY_CASE, f"--cases {SPIRAL}"),
    "lockstep run --ports r,mine": (EVERY_CASE, f"{SPIRAL} softmax-ties"),
    "lockstep validate examples/javascript --json results.json": (
        EVERY_CASE,
        f"--cases {SPIRAL} --steps 3",
    ),
    "pytest --lockstep-port mine/port.json": (
        EVERY_CASE,
        f"--lockstep-cases {SPIRAL}",
    ),
    **{
        f"lockstep validate examples/{name}": (
            EVERY_CASE,
            f"--cases {CASES} --steps 3",
        )
        for name in (
            *("cpp", "fortran", "go", "javascript", "jax", "perl", "pytorch"),
        )
    },
    "lockstep validate examples/awk --steps 20": (
        EVERY_CASE,
        f"--cases {CASES}",
    ),
}

# The skeleton of a port is judged and found wanting.
EXIT_CODES = {
    "lockstep validate mine --level 0": 1,
    "lockstep validate mine": 1,
    "lockstep validate mine --conventions": 2,  # it declares nothing yet
    "lockstep validate mine --fresh": 2,
    "pytest --lockstep-port mine/port.json": 1,
}

FRESH = "needs a system of its own"
EXPORTED = "needs the exported files"
CHECKERS = "python/tests/lockstep/fixtures/test_checkers.py"
CLUSTER = "needs several machines"
DASK = "python/tests/lockstep/judge/cluster/test_dask.py"
W1 = "CASE/expected/W1.npy CASE/tolerance/W1.npy"
COMMANDS = {
    "dask scheduler": Elsewhere(CLUSTER, DASK, 'made.start("scheduler"'),
    'dask worker SCHEDULER:8786 --nthreads 1 --resources "r=1 octave=1"': (
        Elsewhere(CLUSTER, DASK, '"--nthreads", "1"')
    ),
    "lockstep run --dask SCHEDULER:8786 --json results.json": Elsewhere(
        CLUSTER, DASK, "run_on_cluster("
    ),
    "cc -o check check.c": Elsewhere(EXPORTED, CHECKERS, '"cc", "-Wall", "-o"'),
    f"./check own/W1.npy {W1}": Elsewhere(EXPORTED, CHECKERS, "own.npy"),
    f"awk -f check.awk own/W1.txt {W1}": Elsewhere(
        EXPORTED, CHECKERS, '"awk", "-f"'
    ),
    "make parity": Elsewhere(FRESH, ".ci/run", "bookworm parity"),
    "make test": Elsewhere("runs this test, too", ".ci/run", "test CI=1"),
    **{
        line: Elsewhere(FRESH, "scripts/bare-judge.sh", "~/judge")
        for line in (
            "python3 -m venv ~/judge",
            "~/judge/bin/pip install ./python .",
        )
    },
    "make setup": Elsewhere("has run before this", "Makefile", "test: setup"),
    "make setup-run": Elsewhere(
        "has run before this", "Makefile", "parity: setup-run"
    ),
    "make quick": Elsewhere(
        "chooses from the tests of make test", "Makefile", "quick: setup"
    ),
    "make test-lowest": Elsewhere(
        FRESH, ".github/workflows/ci.yml", "test-lowest"
    ),
    "sudo make fresh": Elsewhere(FRESH, ".ci/run", "trixie parity"),
    "lockstep fixtures --check": Elsewhere(
        "takes minutes", ".github/workflows/nightly.yml", "fixtures-check"
    ),
    "pip install ./python": Elsewhere(
        "needs an environment of its own",
        "scripts/lowest-versions.sh",
        "./python[plots,sklearn,statistics]",
    ),
    ".venv/bin/pytest -n0 python/tests/firstprinciples": Elsewhere(
        "is a part of make test",
        "pyproject.toml",
        'testpaths = ["python/tests"',
    ),
    "R CMD build r": Elsewhere(
        "takes minutes", "scripts/check-r.sh", "R CMD build"
    ),
    "R CMD check --no-manual firstprinciples_0.1.0.tar.gz": Elsewhere(
        "takes minutes", "scripts/check-r.sh", "R CMD check --no-manual"
    ),
    "octave-cli octave/run_tests.m": Elsewhere(
        "takes minutes", "scripts/test-octave.sh", "octave/run_tests.m"
    ),
}

# Pages whose blocks have a test of their own.
PAGES = {
    "docs/adding-a-port.md": "parity_tests/ports/test_port_guide.py",
    "docs/ci.md": "python/tests/project/pages/test_ci_page.py",
}

# First lines of what no program reads.
NOT_CODE = {
    "case                     port    mode       verdict": "what is printed",
    "dense_forward: W: expected 3 x 2, got 3 x 4": "a message",
    "PORT CASE_FILE OUT_DIR": "how a port is called",
    "training_case = read_json(CASE_FILE)": "pseudocode",
    "Z_l = W_l A_(l-1) + b_l": "a formula",
    "loss = (sum over the samples) / D": "a formula",
    "dZ_L = (A_L - Y) / D": "a formula",
    "dW_l = dZ_l A_(l-1)^T": "a formula",
    "dA_(l-1) = W_l^T dZ_l": "a formula",
    "network.layer_sizes 2 100 3": "a file, in part",
    "diverged: spiral_shuffled-2x15x6x3_relu-adam, mine": "what is printed",
    "n u S / (1 - n u),   S = the sum": "a formula",
    "bound = 2 u E (1 + 1e-6)": "a formula",
    "P(N0 > c max(N1, ..., Nk))": "a formula",
    "pkg install octave/firstprinciples-0.1.0.tar.gz": (
        "scripts/check-octave-package.sh installs it"
    ),
}
