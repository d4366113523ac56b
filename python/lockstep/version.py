"""The version of the judge."""

from importlib.metadata import version

__version__ = version("lockstep-parity")
