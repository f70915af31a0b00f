import sys

import netCDF4
from fake_run import check_with_xarray

check_with_xarray(sys.argv[1], "netcdf4")
with netCDF4.Dataset(sys.argv[1]) as run:
    assert set(run.enumtypes) == {"tenure_t"}
    leases = run["scenarios/scenario_1/leases"]
    assert leases["tenure"].datatype.enum_dict == {"owner": 0, "private_tenant": 1}
