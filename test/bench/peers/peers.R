# The work of `npm run bench peers` as users of R do it: timed, with figures to be compared.
arguments <- commandArgs(TRUE)
task <- arguments[1]
folder <- arguments[2]
rounds <- as.integer(arguments[3])

# A column that the benchmark wrote: numbers without a head, their kind in the name.
column <- function(name) {
  path <- file.path(folder, paste0(task, ".", name))
  size <- c(f64 = 8, i32 = 4, i8 = 1)[[sub(".*[.]", "", name)]]
  readBin(path, if (size == 8) "double" else "integer", n = file.size(path) / size, size = size)
}
lives <- function() {
  start <- column("start.i32")
  lost <- column("lost.i8")
  end <- ifelse(lost == 1, column("end.i32"), as.integer(as.Date("2024-12-31")))
  list(start = start, end = end, lost = lost)
}

peer <- paste("R", getRversion())
if (task %in% c("curve", "log-rank")) {
  library(survival)
  peer <- paste("R survival", packageVersion("survival"))
}
if (task == "curve") {
  data <- lives()
  run <- function() survfit(Surv(data$end - data$start, data$lost) ~ 1, conf.type = "log-log")
  figures <- function(fit) {
    found <- summary(fit, times = seq(100, 900, 100))
    c(rbind(found$surv, found$lower, found$upper))
  }
} else if (task == "log-rank") {
  data <- lives()
  group <- column("group.i8")
  run <- function() survdiff(Surv(data$end - data$start, data$lost) ~ group)
  figures <- function(test) c(test$chisq, pchisq(test$chisq, 2, lower.tail = FALSE))
} else if (task == "fisher") {
  counts <- matrix(column("counts.i32"), nrow = 4)
  run <- function() apply(counts, 2, function(each) fisher.test(matrix(each, 2, byrow = TRUE))$p.value)
  figures <- identity
} else if (task == "intervals") {
  successes <- column("successes.i32")
  trials <- column("trials.i32")
  run <- function() mapply(function(x, n) prop.test(x, n, correct = FALSE)$conf.int, successes, trials)
  figures <- function(found) {
    kept <- seq(1, ncol(found), 100)
    c(found[1, kept], found[2, kept])
  }
}
seconds <- Inf
for (round in seq_len(rounds)) {
  started <- proc.time()[["elapsed"]]
  result <- suppressWarnings(run())
  seconds <- min(seconds, proc.time()[["elapsed"]] - started)
}
cat(sprintf('{"peer": "%s", "on": "%s", "seconds": %s, "figures": [%s]}\n',
            peer, paste("R", getRversion()), format(seconds, digits = 6),
            paste(format(figures(result), digits = 17, scientific = TRUE, trim = TRUE), collapse = ", ")))
