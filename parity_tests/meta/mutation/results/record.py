"""Keep what became of each mutant, so that a run can be taken up again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from lockstep.files.paths import fixtures_root, repository_root

from ..jury import Verdict
from ..mutants import Mutant
from ..trees.sources import sources

FOLDER = repository_root() / "build" / "mutants"
TESTS = re.compile(r"^%!.*\n?", re.M)
LETTERS = 24  # of a mutant's name; those of the fixtures may follow


class Record:
    """Verdicts of one language, a line each.

    A verdict holds as long as the mutant's code stays as it is.  Survivors,
    and what did not run, are tried again when the fixtures change; until
    then they count as what they were.
    """

    def __init__(self, language: str) -> None:
        self._file = FOLDER / f"{language}.jsonl"
        self._texts = {s.name: s.text for s in sources(language)}
        self._fixtures = _fixtures()
        self._found: dict[str, Verdict] = {}
        self._last: dict[str, Verdict] = {}
        if self._file.exists():
            for line in self._file.read_text("utf-8").splitlines():
                row = json.loads(line)
                own = row.pop("id")
                self._keep(own, Verdict(**row))

    def _keep(self, own: str, verdict: Verdict) -> None:
        self._found[own] = self._last[own[:LETTERS]] = verdict

    def id(self, mutant: Mutant) -> str:
        """A name for the text that a mutant makes of its file."""
        whole = mutant.file + _code(mutant.apply(self._texts[mutant.file]))
        return hashlib.sha256(whole.encode()).hexdigest()[:LETTERS]

    def get(self, mutant: Mutant) -> Verdict | None:
        """What became of a mutant, if it is known."""
        own = self.id(mutant)
        return self._found.get(own) or self._found.get(own + self._fixtures)

    def earlier(self, mutant: Mutant) -> Verdict | None:
        """What became of a mutant at last, whatever the fixtures were."""
        return self._last.get(self.id(mutant))

    def add(self, mutant: Mutant, verdict: Verdict) -> None:
        """Keep a verdict at once."""
        lasting = verdict.end in ("diverged", "assertion", "does not build")
        own = self.id(mutant) + ("" if lasting else self._fixtures)
        self._keep(own, verdict)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"id": own, **asdict(verdict)}) + "\n")

    def known(
        self, mutants: Iterable[Mutant]
    ) -> Iterator[tuple[Mutant, Verdict]]:
        """All mutants whose end is known, if only with earlier fixtures."""
        for mutant in mutants:
            verdict = self.get(mutant) or self.earlier(mutant)
            if verdict is not None:
                yield mutant, verdict


def _code(text: str) -> str:
    """A file without the tests that stand in it, as Octave's do."""
    return TESTS.sub("", text)


def _fixtures() -> str:
    """What the cases are, and the tests: a name for all their bytes."""
    root, digest = repository_root(), hashlib.sha256()
    for folder in (
        fixtures_root() / "cases",
        root / "python" / "tests" / "firstprinciples",
        root / "r" / "tests",
    ):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix in (".json", ".py", ".R"):
                digest.update(path.read_bytes())
    for path in sorted((root / "octave" / "inst").rglob("*.m")):
        digest.update("".join(TESTS.findall(path.read_text("utf-8"))).encode())
    return digest.hexdigest()[:8]


def paths() -> list[Path]:
    """The files that keep verdicts."""
    return sorted(FOLDER.glob("*.jsonl"))
