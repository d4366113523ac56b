"""Count what became of the mutants of a language, and keep the counts.

Each language is counted by itself: the page shows the last count of each.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from lockstep.files.paths import repository_root
from lockstep.ports.environment import describe_machine

from ..jury import KILLED, Verdict
from ..mutants import Mutant, mutants
from ..operators.arrays import OPERATORS
from ..reference import topic
from .equivalent import reason
from .record import Record

FILE = repository_root() / "docs" / "measured" / "mutants.json"
Rows = Sequence[tuple[Mutant, Verdict]]
Counts = dict[str, list[int]]  # killed and judged


@dataclass(frozen=True)
class Score:
    """What became of the mutants of a language.

    Attributes
    ----------
    date, commit, machine : str
        When, of what and where.
    n_mutants : int
        In all.
    n_known : int
        Whose end is known.
    ends : dict of int
        How many end in each way; the equivalent ones are not counted.
    named : int
        Of those that diverge, how many the judge names.
    operators, topics : dict of [int, int]
        Killed, and judged.
    survivors : list of [str, str, str]
        Place, operator, change.
    equivalent : list of [str, str, str]
        Place, change, reason.
    note : str
        What is to be known of this count, written by hand; the next has none.
    """

    date: str
    commit: str
    machine: str
    n_mutants: int
    n_known: int
    ends: dict[str, int]
    named: int
    operators: Counts
    topics: Counts
    survivors: list[list[str]]
    equivalent: list[list[str]]
    note: str = ""

    @property
    def killed(self) -> int:
        """By a verdict or by an assertion."""
        return sum(self.ends.get(end, 0) for end in KILLED)

    @property
    def judged(self) -> int:
        """Those that run, and are not equivalent."""
        return self.killed + self.ends.get("survives", 0)

    @property
    def least(self) -> float:
        """Share that is killed if all that is not known ran and survived."""
        unknown = self.n_mutants - self.n_known
        return self.killed / (self.judged + unknown)


def score(rows: Rows, n_mutants: int, facts: dict[str, str]) -> Score:
    """Count one language.

    Parameters
    ----------
    rows : sequence of tuple
        Mutants, and what became of them.
    n_mutants : int
        In all, known or not.
    facts : dict of str
        date, commit and machine.
    """
    counted = [row for row in rows if not reason(row[0])]
    stems = sorted({mutant.stem for mutant, _ in counted})
    equivalent = {m.key: m for m, _ in rows if reason(m)}
    return Score(
        **facts,
        n_mutants=n_mutants,
        n_known=len(rows),
        ends=dict(Counter(verdict.end for _, verdict in counted)),
        named=sum(is_named(m, v) for m, v in counted if v.end == "diverged"),
        operators={
            name: _killed(v for m, v in counted if m.operator == name)
            for name in OPERATORS
        },
        topics={
            stem: _killed(v for m, v in counted if m.stem == stem)
            for stem in stems
        },
        survivors=[survivor(m) for m, v in counted if v.end == "survives"],
        equivalent=[
            [f"`{m.file}`, {m.function}", _change(m), reason(m)]
            for m in equivalent.values()
        ],
    )


def survivor(mutant: Mutant) -> list[str]:
    """How the page names a mutant that survives: place, operator, change."""
    place = f"{mutant.file}:{mutant.line}"
    return [place, mutant.operator, _change(mutant)]


def recounted(old: Score, rows: Rows) -> Score:
    """A count in which the survivors are what they became when judged again.

    Parameters
    ----------
    old : Score
    rows : sequence of tuple
        All its survivors, and what became of each.
    """
    about = _facts()
    new = score(rows, len(rows), about)
    survived = Counter(survives=len(old.survivors))
    operators = Counter(operator for _, operator, _ in old.survivors)
    topics = Counter(re.split("[/:]", row[0])[0] for row in old.survivors)
    equivalent = {tuple(row): row for row in old.equivalent + new.equivalent}
    return replace(
        old,
        ends=dict(Counter(old.ends) - survived + Counter(new.ends)),
        named=old.named + new.named,
        operators=_changed(old.operators, operators, new.operators),
        topics=_changed(old.topics, topics, new.topics),
        survivors=new.survivors,
        equivalent=[equivalent[row] for row in sorted(equivalent)],
        note=f"{old.note} Its {len(rows)} survivors were judged again on "
        f"{about['date']}, commit `{about['commit']}`, with the tests that "
        f"were written for them: killed {new.killed}, equivalent "
        f"{len(rows) - sum(new.ends.values())}, survive "
        f"{len(new.survivors)}.".strip(),
    )


def _changed(old: Counts, survived: Counter[str], new: Counts) -> Counts:
    """Killed and judged, when what survived was judged again."""
    return {
        name: [
            killed + new.get(name, [0, 0])[0],
            judged - survived[name] + new.get(name, [0, 0])[1],
        ]
        for name, (killed, judged) in old.items()
    }


def is_named(mutant: Mutant, verdict: Verdict) -> bool:
    """Whether the verdict names what is broken."""
    if not verdict.operation:
        return False
    if verdict.operation == mutant.function:
        return True
    stem = {"search_space": "tuning", "powers": "optimizers", "npy": "fixtures"}
    own = stem.get(mutant.stem, mutant.stem)
    return topic(verdict.operation) == own


def _killed(verdicts: Iterable[Verdict]) -> list[int]:
    ends = [verdict.end for verdict in verdicts]
    killed = sum(end in KILLED for end in ends)
    return [killed, killed + ends.count("survives")]


def _change(mutant: Mutant) -> str:
    right, wrong = (
        " ".join(t.split()).replace("|", "\\|")
        for t in (mutant.right, mutant.wrong)
    )
    return f"`{right}` → `{wrong}`" if wrong else f"`{right}` left out"


def read_scores() -> dict[str, Score]:
    """The last count of each language."""
    found = json.loads(FILE.read_text("utf-8"))
    return {language: Score(**values) for language, values in found.items()}


def update_scores(languages: Iterable[str]) -> dict[str, Score]:
    """Count some languages anew, and keep the others as they are."""
    scores = read_scores()
    for language in languages:
        every = mutants(language)
        rows = list(Record(language).known(every))
        scores[language] = score(rows, len(every), _facts())
    keep_scores(scores)
    return scores


def keep_scores(scores: dict[str, Score]) -> None:
    """Write the counts of all languages."""
    kept = {language: asdict(found) for language, found in scores.items()}
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    FILE.write_text(text + "\n", "utf-8")


def _facts() -> dict[str, str]:
    """When, of what and where."""
    about = describe_machine()
    own = ("python", "r", "octave", "fixtures", "parity_tests")
    changed = _git("status", "--porcelain", "--", *own)
    return {
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d"),
        "commit": _git("rev-parse", "--short", "HEAD")
        + (" with changes" if changed else ""),
        "machine": f"{about['platform']}, Python {about['python']}",
    }


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=repository_root(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()
