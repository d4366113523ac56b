"""A self-check for people: a line a check, and what is broken."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..explain.selfcheck import CHECKS, SelfCheck
from ..explain.selfcheck.findings import BROKEN, HOLDS, SILENT, Finding

STYLES = {BROKEN: "bold red", SILENT: "yellow"}


def print_selfcheck(console: Console, found: SelfCheck) -> None:
    """Print all checks of a port, and the verdict in a sentence."""
    console.print(Text(f"{found.port}, held against itself", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("check")
    table.add_column("holds", justify="right")
    table.add_column("error / tolerance", justify="right")
    table.add_column("what is known without a reference")
    for check, meaning in CHECKS.items():
        own = [f for f in found.findings if f.check == check]
        table.add_row(*_cells(check, own), Text(meaning), style=_style(own))
    console.print(table)
    for finding in found.findings:
        if finding.verdict != HOLDS:
            console.print(Text(_line(finding), STYLES[finding.verdict]))
    for case, words in found.not_supported.items():
        console.print(Text(f"not supported: {case}: {words}", style="yellow"))
    console.print(Text(sentence(found), style="bold"))


def sentence(found: SelfCheck) -> str:
    """Say what the checks show, and what they do not."""
    broken = found.broken
    if broken:
        checks = ", ".join(dict.fromkeys(f.check for f in broken))
        return (
            f"{found.port} contradicts itself ({checks}): it is wrong, "
            "whatever the reference says"
        )
    if not found.has_held:
        return f"{found.port}: nothing could be checked"
    return (
        f"{found.port} does not contradict itself; whether it is right, "
        "`lockstep validate` or `lockstep run` says"
    )


def _cells(check: str, own: list[Finding]) -> list[Text]:
    held = [f for f in own if f.verdict == HOLDS]
    worst = max((f.fraction for f in own), default=0.0)
    bits = any(f.worst is not None and not f.worst.bound for f in held)
    told = "equal bits" if bits and not worst else f"{worst:.2g}"
    known = bool(held) or worst > 0
    return [
        Text(check),
        Text(f"{len(held)} of {len(own)}"),
        Text(told if known else ""),
    ]


def _style(own: list[Finding]) -> str | None:
    is_broken = any(f.verdict == BROKEN for f in own)
    return STYLES[BROKEN] if is_broken else None


def _line(finding: Finding) -> str:
    return (
        f"{finding.verdict}: {finding.check}, {finding.case}: {finding.message}"
    )
