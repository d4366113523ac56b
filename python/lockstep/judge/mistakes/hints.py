"""What the numbers of a wrong quantity themselves give away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ...bounds.rounding import UNIT_ROUNDOFF
from ...cases.load import TrainingCase
from ...traces.chunks import Beside
from ...traces.trace import Start, Trace

CLOSE = 1e-9  # of the largest element: two arrays that are the same
SINGLE = 2.0**-20  # a few roundings of single precision
LAST = 2.0**-50  # a few roundings of double precision
DOUBLE = 1e-12  # far above what double precision rounds
SMALL = 1e-4  # a factor that nearly is one is told as a share
SHOWS = 100.0  # as many times a few roundings: a change that is none of them
SURE = 8.0  # as many times what rounding may do to a share


def hints(
    case: TrainingCase,
    start: Start,
    actual: Trace,
    expected: Trace,
    name: str,
    beside: Beside | None = None,
) -> list[str]:
    """Say what a wrong quantity looks like.

    Parameters
    ----------
    case : TrainingCase
    start : Start
        What the step starts from, as a stack of one.
    actual, expected : dict of ndarray
        The port's step and the right one, as stacks of one.
    name : str
        The quantity.
    beside : Beside, optional

    Returns
    -------
    list of str
        Each in a few words; none if it looks like nothing known.
    """
    if name not in actual or name not in expected:
        return []
    got, due = actual[name][0], expected[name][0]
    if got.shape != due.shape or not np.isfinite(got).all():
        return []
    with np.errstate(all="ignore"):
        times = [*_another_time(got, due, name, start, beside or Beside())]
        factors = [
            *_ratio(got, due, _counts(case)),
            *_update(got, due, name, start, _counts(case)),
        ]
        is_told = bool(times or factors)
        return [
            *factors,
            *_order(got, due),
            *([] if is_told else _precision(got, due)),
            *([] if is_told else _last_digits(got, due)),
            *_tie(got, due, name, expected),
            *times,
            *_other(got, name, expected),
        ]


def hints_of_inputs(
    actual: Trace, expected: Trace, wrong: Sequence[str]
) -> list[str]:
    """Say what a wrong input looks like: the first that looks like anything.

    Parameters
    ----------
    actual, expected : dict of ndarray
        What a port read, and what stands in the files.
    wrong : sequence of str
        The inputs that differ.
    """
    for name in wrong:
        got, due = actual.get(name), expected[name]
        if got is None or got.shape != due.shape or not np.isfinite(got).all():
            continue
        told = [*_order(got, due), *_precision(got, due)]
        if told:
            of = "" if name == wrong[0] else f"of {name}: "
            return [of + words for words in told]
    return []


def _counts(case: TrainingCase) -> dict[str, float]:
    """Numbers that are forgotten, or divided by twice."""
    n, size = case.X.shape[1], case.batch_size
    counts = {"the number of samples": float(n)}
    if size < n:
        counts["the batch size"] = float(size)
    counts["the number of outputs"] = float(case.network.layer_sizes[-1])
    counts["the learning rate"] = case.optimizer.learning_rate
    return counts


def _ratio(
    got: np.ndarray, due: np.ndarray, counts: dict[str, float]
) -> Iterator[str]:
    """One factor fits every element."""
    if due.size < 2 or not due.any():
        return
    place = int(np.argmax(np.abs(due)))
    factor = float(got.ravel()[place] / due.ravel()[place])
    if not _same(got, factor * due) or not factor:
        return
    if abs(factor - 1) < SMALL:
        if abs(factor - 1) > 10 * CLOSE:
            yield _told_share(factor - 1)
        return
    if abs(factor + 1) < CLOSE:
        yield "it has the other sign"
        return
    for words, count in counts.items():
        for known, told in ((count, words), (1 / count, f"1 over {words}")):
            if known != 1 and abs(factor / known - 1) < CLOSE:
                yield f"it is {told}, {known:.6g}, times too large"
                return
    yield f"every element is {factor:.6g} times what it should be"


def _update(
    got: np.ndarray,
    due: np.ndarray,
    name: str,
    start: Start,
    counts: dict[str, float],
) -> Iterator[str]:
    """One factor fits the update of every element."""
    before = start.parameters.get(name)
    if before is not None:
        update = due - before[0]
        told = [*_ratio(got - before[0], update, counts)]
        size = np.maximum(np.abs(due), np.abs(before[0]))
        for found in told or _share(got - due, update, size):
            yield f"of its update: {found}"


def _share(
    error: np.ndarray, update: np.ndarray, size: np.ndarray
) -> Iterator[str]:
    """Each update is off by one small share of itself, and by rounding."""
    weight = 1.0 / np.where(size > 0, size, np.inf)
    fine = float(((update * weight) ** 2).sum())
    share = float((error * update * weight**2).sum()) / fine if fine else 0.0
    rounding = 2.0 * UNIT_ROUNDOFF
    is_sure = abs(share) * fine**0.5 > SURE * rounding
    is_sure &= abs(share) < SMALL
    left = np.abs(error - share * update)
    if is_sure and (left <= 2.0 * rounding * size).all():
        yield _told_share(share)


def _told_share(share: float) -> str:
    size = "larger" if share > 0 else "smaller"
    return f"every element is {size} by {abs(share):.1e} of itself"


def _order(got: np.ndarray, due: np.ndarray) -> Iterator[str]:
    """The right numbers, in another order."""
    if got.ndim != 2 or min(got.shape) < 2 or _same(got, due):
        return
    if got.shape[0] == got.shape[1] and _same(got, due.T):
        yield "it is transposed"
    elif _same(got, due.reshape(-1, order="F").reshape(due.shape)):
        yield "its numbers stand in the order of columns"
    elif _same(got, due.reshape(-1).reshape(due.shape, order="F")):
        yield "its numbers stand in the order of rows"
    elif _same(got, due[::-1]):
        yield "its rows stand in reverse"
    elif _same(got, due[:, ::-1]):
        yield "its columns stand in reverse"


def _precision(got: np.ndarray, due: np.ndarray) -> Iterator[str]:
    size = float(np.abs(due).max(initial=0.0))
    error = float(np.abs(got - due).max(initial=0.0))
    if DOUBLE * size < error <= SINGLE * size:
        yield "it is right but for single precision"


def _last_digits(got: np.ndarray, due: np.ndarray) -> Iterator[str]:
    """Right but for a few roundings of the largest element."""
    size = float(np.abs(due).max(initial=0.0))
    error = float(np.abs(got - due).max(initial=0.0))
    if due.size > 1 and 0 < error <= LAST * size:
        yield (
            "only last digits are wrong: a difference of nearly equal numbers "
            "loses them, such as 1 - exp(-2 z) for a small z"
        )


def _tie(
    got: np.ndarray, due: np.ndarray, name: str, expected: Trace
) -> Iterator[str]:
    """Wrong only where an activation or its slope is a matter of taste."""
    kind, layer = name.rstrip("0123456789"), name.lstrip("dZAG")
    scores = expected.get(f"Z{layer}")
    if kind not in ("dZ", "G", "A") or scores is None:
        return
    wrong = np.abs(got - due) > CLOSE * np.abs(due).max(initial=0.0)
    if wrong.any() and not scores[0][wrong].any():
        yield f"it is wrong only where Z{layer} is 0: a tie"


def _another_time(
    got: np.ndarray, due: np.ndarray, name: str, start: Start, beside: Beside
) -> Iterator[str]:
    """It is right, but for another time."""
    near, none = (beside.before, beside.after, beside.due), due[None][:0]
    earlier, later, next_due = (each.get(name, none) for each in near)
    before = {**start.parameters, **(start.state or {})}.get(name)
    if before is not None:
        if _stays(got, due, before[0]):
            yield "it is what it was before the update"
    elif len(earlier) and _stays(got, due, earlier[0]):
        yield "it is what it was at the step before"
    elif _comes(got, due, later) and not _comes(got, due, next_due):
        yield "the next step has what belongs here: it comes one step late"


def _comes(got: np.ndarray, due: np.ndarray, later: np.ndarray) -> bool:
    """Whether the next step has it, and this one has not."""
    return bool(len(later)) and _same(later[0], due) and not _same(got, due)


def _stays(got: np.ndarray, due: np.ndarray, before: np.ndarray) -> bool:
    """Whether it is what it was, where it should have changed."""
    if before.shape != got.shape or not got.any():
        return False
    size = float(np.abs(due).max(initial=0.0))
    change = float(np.abs(due - before).max(initial=0.0))
    left = float(np.abs(got - before).max(initial=0.0))
    is_due = change > SHOWS * LAST * size
    return is_due and left <= CLOSE * change + LAST * size


def _other(got: np.ndarray, name: str, expected: Trace) -> Iterator[str]:
    """It is another quantity."""
    for other, stack in expected.items():
        if other != name and _same(got, stack[0]) and stack[0].size > 1:
            yield f"it is what {other} should be"


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    size = float(np.abs(other).max(initial=0.0))
    return bool((np.abs(one - other) <= CLOSE * size).all())
