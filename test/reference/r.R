# Curves, restricted means and tests of groups by R’s survival; shares, quantiles and powers by R itself.
library(survival)
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
lives <- read.csv(file.path(here, "peers", "lives.csv"))
survival_version <- paste("R survival", packageVersion("survival"))
r_version <- paste("R", getRversion())
cases <- character()

# Numbers with all their digits, as JSON; what has no number is null.
number <- function(x) ifelse(is.finite(x), format(x, digits = 17, scientific = 9, trim = TRUE), "null")
numbers <- function(x) paste0("[", paste(vapply(x, number, ""), collapse = ", "), "]")
tally <- function(frame) {
  ages <- sort(unique(frame$age))
  one <- function(age) {
    here <- frame[frame$age == age, ]
    sprintf('"%d": {"lost": %d, "censored": %d}', age, sum(here$lost), sum(1 - here$lost))
  }
  paste0("{", paste(vapply(ages, one, ""), collapse = ", "), "}")
}
add <- function(name, peer, what, input, figures) {
  line <- sprintf('{"function": "%s", "peer": "%s", "what": "%s", "input": %s, "figures": %s}',
                  name, peer, what, input, numbers(figures))
  cases <<- c(cases, line)
}
store <- function(area) {
  writeLines(c("[", paste0(cases, c(rep(",", length(cases) - 1), "")), "]"), file.path(here, "peers", paste0(area, ".json")))
  cat(area, length(cases), "cases\n")
  cases <<- character()
}

tallies <- vapply(0:2, function(group) tally(lives[lives$group == group, ]), "")
for (group in 0:2) {
  frame <- lives[lives$group == group, ]
  types <- c("log" = "log", "log-log" = "log-log", "plain" = "plain")
  for (type in names(types)) {
    fit <- survfit(Surv(age, lost) ~ 1, data = frame, conf.type = types[[type]])
    kept <- fit$surv > 0 & fit$surv < 1 & fit$lower > 0 & fit$upper < 1
    input <- sprintf('{"lives": %s, "interval": "%s", "ages": %s}', tallies[group + 1], type, numbers(fit$time[kept]))
    figures <- c(rbind(fit$surv[kept], fit$surv[kept] * fit$std.err[kept], fit$lower[kept], fit$upper[kept]))
    add("retentionCurve", survival_version, paste("Kaplan–Meier curve, Greenwood's error,", type, "interval"), input, figures)
  }
  for (end in c(4, 12)) {
    table <- summary(survfit(Surv(age, lost) ~ 1, data = frame), rmean = end)$table
    add("meanLifetime", survival_version, "restricted mean and its standard error",
        sprintf('{"lives": %s, "upTo": %d}', tallies[group + 1], end), table[c("rmean", "se(rmean)")])
  }
}
for (rho in c(0, 1, 0.5)) for (groups in list(0:1, 0:2)) {
  test <- survdiff(Surv(age, lost) ~ group, data = lives[lives$group %in% groups, ], rho = rho)
  named <- paste0('"', letters[groups + 1], '": ', tallies[groups + 1], collapse = ", ")
  weights <- if (rho == 0) '"log-rank"' else sprintf('{"rho": %s, "gamma": 0}', rho)
  add("compareRetention", survival_version, paste("survdiff with rho", rho),
      sprintf('{"groups": {%s}, "weights": %s}', named, weights),
      c(test$chisq, pchisq(test$chisq, length(groups) - 1, lower.tail = FALSE)))
}
store("survival-r")

# Shares, means, quantiles and corrections by R itself.
for (share in list(c(3, 40), c(45, 60), c(19, 20), c(211, 1000))) for (confidence in c(0.9, 0.95)) {
  input <- sprintf('{"successes": %d, "trials": %d, "interval": "%%s", "confidence": %s}', share[1], share[2], confidence)
  add("proportionInterval", r_version, "prop.test: Wilson's interval with continuity correction",
      sprintf(input, "wilson-continuity"), prop.test(share[1], share[2], conf.level = confidence)$conf.int)
  add("proportionInterval", r_version, "prop.test without correction: Wilson's interval",
      sprintf(input, "wilson"), prop.test(share[1], share[2], conf.level = confidence, correct = FALSE)$conf.int)
  add("proportionInterval", r_version, "binom.test: Clopper and Pearson's interval",
      sprintf(input, "clopper-pearson"), binom.test(share[1], share[2], conf.level = confidence)$conf.int)
}
pair <- function(a, m, b, n, test) sprintf('{"a": {"successes": %d, "trials": %d}, "b": {"successes": %d, "trials": %d}, "test": "%s"}', a, m, b, n, test)
for (each in list(c(7, 40, 15, 45), c(45, 60, 30, 70), c(4, 9, 8, 11), c(300, 1000, 351, 1010))) {
  table <- matrix(c(each[1], each[3], each[2] - each[1], each[4] - each[3]), 2)
  add("compareProportions", r_version, "fisher.test", pair(each[1], each[2], each[3], each[4], "fisher"), fisher.test(table)$p.value)
  suppressWarnings(add("compareProportions", r_version, "chisq.test with Yates's correction", pair(each[1], each[2], each[3], each[4], "yates"), chisq.test(table)$p.value))
}
trends <- list(c(30, 45, 41, 60, 62, 80), c(12, 20, 15, 22, 9, 21, 25, 31))
for (each in trends) {
  satisfied <- each[seq(1, length(each), 2)]
  answers <- each[seq(2, length(each), 2)]
  test <- prop.trend.test(satisfied, answers)
  add("csatTrend", r_version, "prop.trend.test: chi-square of Cochran and Armitage",
      sprintf('{"satisfied": %s, "answers": %s}', numbers(satisfied), numbers(answers)), c(test$statistic, test$p.value))
}
set.seed(3)
for (count in c(4, 11, 58)) {
  values <- round(rgamma(count, 2, 0.05), 2)
  at <- c(0.05, 0.1, 0.25, 0.37, 0.5, 0.66, 0.75, 0.9, 0.99)
  for (type in 1:9)
    add("quantiles", r_version, "quantile, types 1 to 9",
        sprintf('{"values": %s, "at": %s, "definition": %d}', numbers(values), numbers(at), type),
        quantile(values, at, type = type))
  p <- round(rbeta(count, 0.5, 3), 6)
  for (method in c("holm", "bonferroni", "BH"))
    add("adjustPValues", r_version, paste("p.adjust,", method),
        sprintf('{"pValues": %s, "method": "%s"}', numbers(p), c(holm = "holm", bonferroni = "bonferroni", BH = "benjamini-hochberg")[method]),
        p.adjust(p, method))
}
for (rates in list(c(0.7, 0.8), c(0.5, 0.53), c(0.1, 0.14))) for (count in c(1500, 4000)) {
  power <- power.prop.test(n = count, p1 = rates[1], p2 = rates[2])$power
  add("csatPower", r_version, "power.prop.test", sprintf('{"from": %s, "to": %s, "responses": %d}', rates[1], rates[2], count), power)
}
store("surveys-r")
