"""Take the contract along, which all three languages share."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ContractHook(BuildHookInterface):
    """Put fixtures/contract.json beside the modules.

    A source distribution has it there already, and an editable installation
    reads it where it is.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to what is packed."""
        contract = Path(self.root).parent / "fixtures" / "contract.json"
        if version != "editable" and contract.is_file():
            target = "firstprinciples/contract.json"
            build_data["force_include"][str(contract)] = target
