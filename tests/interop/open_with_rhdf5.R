library(rhdf5)

path <- commandArgs(trailingOnly = TRUE)[1]
stopifnot(h5readAttributes(path, "/")$filetype == "mixite-run")

# rhdf5 gives the dimensions in reverse: [quartile, zone, month, replication].
values_a_month <- 10
expected <- function(first, dims, scenario, months) {
  written <- array(NA_real_, c(dims, months, 3))
  length_of_month <- prod(dims)
  for (replication in 0:2) for (month in 0:(months - 1)) {
    position <- first + seq_len(length_of_month) - 1
    value <- 1000 * scenario + 100 * replication + 10 * month + 0.5 * position
    value[position == values_a_month - 1] <- NaN
    start <- (replication * months + month) * length_of_month
    written[start + seq_len(length_of_month)] <- value
  }
  written
}

for (scenario in 1:2) {
  group <- sprintf("/scenarios/scenario_%d", scenario)
  stopifnot(
    all.equal(h5read(path, paste0(group, "/indicators/households")), expected(0, 3, scenario, 3)),
    all.equal(h5read(path, paste0(group, "/indicators/leases_by_quartile")), expected(4, c(2, 3), scenario, 3)),
    identical(as.vector(h5read(path, paste0(group, "/indicators/zone_name"))), c("Centre", "Prés-de-l’Île", "Moulin")),
    identical(as.vector(h5read(path, paste0(group, "/parameters/key"))), c("allocation.rounds", "allocation.share"))
  )
  leases <- h5read(path, paste0(group, "/leases"), bit64conversion = "double")
  replication <- rep(0:2, times = 4:6)
  position <- c(0:3, 0:4, 0:5)
  stopifnot(
    all.equal(as.vector(leases$household), 2^52 + 100 * replication + position),
    all.equal(as.vector(leases$replication), replication),
    identical(as.character(leases$tenure), c("owner", "private_tenant")[position %% 2 + 1]),
    all.equal(as.vector(leases$effort_rate), 0.25 * position)
  )
}
stopifnot(all.equal(h5read(path, "/history/indicators/open_requests"), expected(3, integer(0), 0, 4)))
