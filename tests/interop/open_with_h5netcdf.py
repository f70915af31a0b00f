import sys

from fake_run import check_with_xarray

check_with_xarray(sys.argv[1], "h5netcdf")
