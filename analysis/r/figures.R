# Three worked figures, drawn on the open device: see the end for how to write them into a file.
#   Rscript analysis/r/figures.R run.h5 figures.pdf

# Poverty of each QPV, paired difference with the first scenario: mean over the replications and its 95 % interval.
poverty_by_qpv <- function(path) {
  scenarios <- scenarios_of(path)
  runs <- lapply(scenarios, function(scenario) open_run(path, scenario)$poverty_rate)
  qpvs <- as.vector(h5read(path, "/axes/qpv_code"))
  par(mfrow = c(1, length(qpvs)))
  for (qpv in qpvs) {
    differences <- lapply(runs[-1], function(run) 100 * (run[, , qpv, drop = TRUE] - runs[[1]][, , qpv, drop = TRUE]))
    differences <- lapply(differences, function(d) matrix(d, nrow = dim(runs[[1]])[1]))
    months <- seq_len(dim(runs[[1]])[2])
    plot(range(months), range(unlist(differences), 0, na.rm = TRUE), type = "n", main = qpv, xlab = "mois",
         ylab = paste("pauvreté, écart avec", scenarios[1], "(points)"))
    abline(h = 0)
    for (s in seq_along(differences)) {
      means <- colMeans(differences[[s]], na.rm = TRUE)
      n <- nrow(differences[[s]])
      if (n > 1) {
        half <- qt(0.975, n - 1) * apply(differences[[s]], 2, sd, na.rm = TRUE) / sqrt(n)
        polygon(c(months, rev(months)), c(means - half, rev(means + half)), col = adjustcolor(s + 1, 0.2), border = NA)
      }
      lines(months, means, col = s + 1)
    }
  }
  legend("topleft", legend = scenarios[-1], col = seq_along(scenarios[-1]) + 1, lty = 1, bty = "n")
  sign_figure(path, "à paramètres fixés : ne mesure pas l'incertitude")
}

# First quartile (frozen) outside QPV over the last twelve months, against the median wait of its requests.
share_against_wait <- function(path) {
  scenarios <- scenarios_of(path)
  points_of <- function(scenario) {
    run <- open_run(path, scenario)
    months <- dim(run$leases_with_quartile_frozen)[2]
    last <- max(1, months - 11):months
    total <- function(name) apply(run[[name]][, last, "outside", drop = FALSE], 1, sum, na.rm = TRUE)
    data.frame(share = 100 * total("first_quartile_leases_frozen") / total("leases_with_quartile_frozen"),
               wait = run$waiting_wait_median_by_frozen_quartile[, months, "first"])
  }
  all <- lapply(scenarios, points_of)
  both <- do.call(rbind, all)
  par(mfrow = c(1, 1))
  plot(both$share, both$wait, type = "n", xlab = "1er quartile (seuil gelé) parmi les baux hors QPV, %",
       ylab = "attente médiane de ses demandes, mois")
  for (s in seq_along(all)) {
    points(all[[s]]$share, all[[s]]$wait, col = s)
    points(mean(all[[s]]$share, na.rm = TRUE), mean(all[[s]]$wait, na.rm = TRUE), col = s, pch = 19, cex = 2)
  }
  legend("topright", legend = scenarios, col = seq_along(scenarios), pch = 19, bty = "n")
  sign_figure(path, "")
}

# Where the households of the first quartile that the first scenario housed in a QPV live twelve months later.
destinations <- function(path, months_later = 12) {
  table <- open_table(path, "destinations")
  table <- table[table$months_later == months_later, ]
  table$scenario <- factor(table$scenario, levels = scenarios_of(path))
  counts <- xtabs(households ~ residence + scenario, table)
  shares <- 100 * sweep(counts, 2, pmax(colSums(counts), 1), "/")
  par(mfrow = c(1, 1))
  barplot(shares, col = hcl.colors(nrow(shares), "Set 2"), legend.text = rownames(shares),
          args.legend = list(x = "top", inset = -0.25, ncol = 4, bty = "n", cex = 0.7), ylab = paste0("% des ménages, ", months_later, " mois après le bail"))
  sign_figure(path, "")
}

sign_figure <- function(path, text) {
  mtext(paste(c(population_of(path), text[nzchar(text)]), collapse = " ; "), side = 1, line = 4, adj = 0, cex = 0.6)
}

# Called as a program: the three, a page each.
if (sys.nframe() == 0) {
  here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
  source(file.path(here, "mixite_results.R"), encoding = "UTF-8")
  arguments <- commandArgs(trailingOnly = TRUE)
  pdf(arguments[2], width = 9, height = 5, encoding = "ISOLatin1")
  poverty_by_qpv(arguments[1])
  share_against_wait(arguments[1])
  destinations(arguments[1])
  invisible(dev.off())
}
