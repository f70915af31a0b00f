"""Reads the result files of Mixité into xarray and pandas. The form of the files: sim/docs/FILE_FORMAT.md."""

from .run import open_run, open_table
from .figures import destinations, poverty_by_qpv, share_against_wait

__all__ = ["open_run", "open_table", "poverty_by_qpv", "share_against_wait", "destinations"]
