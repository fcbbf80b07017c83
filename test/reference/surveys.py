"""Shares, means, quantiles and their tests, by statsmodels, SciPy, NumPy and pandas."""

import numpy
import pandas
import scipy.stats
from statsmodels.stats import contingency_tables, multitest, proportion, weightstats
from statsmodels.stats.oneway import anova_oneway

from common import Cases, seeded

random = seeded(1)
cases = Cases("surveys")

# Shares: few and many trials, both ends and the middle.
METHODS = {
    "wilson": "wilson",
    "clopper-pearson": "beta",
    "jeffreys": "jeffreys",
    "agresti-coull": "agresti_coull",
    "wald": "normal",
}
shares = [(0, 7), (1, 9), (5, 5), (19, 20), (45, 60), (3, 400), (211, 1000), (99_871, 100_000)]
for successes, trials in shares:
    for confidence in (0.8, 0.95, 0.99):
        for ours, theirs in METHODS.items():
            if ours in ("jeffreys", "clopper-pearson") and successes in (0, trials):
                continue
            low, high = proportion.proportion_confint(successes, trials, 1 - confidence, theirs)
            if ours in ("wald", "agresti-coull") and (low <= 0 or high >= 1):
                continue
            cases.add(
                "proportionInterval",
                "statsmodels",
                f"{ours} interval of a share",
                {"successes": successes, "trials": trials, "interval": ours, "confidence": confidence},
                [low, high],
            )

# Two shares.
pairs = [((7, 40), (15, 45)), ((45, 60), (30, 70)), ((4, 9), (8, 11)), ((300, 1000), (351, 1010))]
for (a, m), (b, n) in pairs:
    input = {"a": {"successes": a, "trials": m}, "b": {"successes": b, "trials": n}}
    z, p = proportion.proportions_ztest([a, b], [m, n])
    low, high = proportion.confint_proportions_2indep(a, m, b, n, method="newcomb")
    cases.add("compareProportions", "statsmodels", "z test", {**input, "test": "z"}, [z, p])
    cases.add("compareProportions", "statsmodels", "Newcombe's interval", input, [low, high])
    low, high = proportion.confint_proportions_2indep(a, m, b, n, method="wald")
    cases.add("compareProportions", "statsmodels", "Wald interval", input, [low, high])
    p = scipy.stats.fisher_exact([[a, m - a], [b, n - b]]).pvalue
    cases.add("compareProportions", "scipy", "Fisher's exact test", {**input, "test": "fisher"}, [p])
    p = scipy.stats.chi2_contingency([[a, m - a], [b, n - b]], correction=True).pvalue
    cases.add("compareProportions", "scipy", "Yates's test", {**input, "test": "yates"}, [p])

# Means.
for count in (5, 30, 400):
    a = random.gamma(2, 20, count).round(2)
    b = random.gamma(2, 25, count + 7).round(2)
    for confidence in (0.9, 0.95):
        low, high = scipy.stats.t.interval(confidence, count - 1, a.mean(), scipy.stats.sem(a))
        input = {"values": a, "confidence": confidence}
        cases.add("meanInterval", "scipy", "t interval of a mean", input, [low, high])
        for test in ("welch", "pooled"):
            equal = test == "pooled"
            t = scipy.stats.ttest_ind(a, b, equal_var=equal)
            low, high = t.confidence_interval(confidence)
            input = {"a": a, "b": b, "test": test, "confidence": confidence}
            what = "Welch's test" if test == "welch" else "Student's test"
            cases.add(
                "compareMeans", "scipy", what, input, [t.statistic, t.df, t.pvalue, low, high]
            )

# Quantiles, by the names that NumPy gives to the nine definitions.
DEFINITIONS = [
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
]
at = [0.05, 0.1, 0.25, 0.37, 0.5, 0.66, 0.75, 0.9, 0.99]
for count in (3, 10, 57):
    values = random.gamma(2, 20, count).round(2)
    for number, name in enumerate(DEFINITIONS, 1):
        input = {"values": values, "at": at, "definition": number}
        figures = numpy.quantile(values, at, method=name)
        cases.add("quantiles", "numpy", "the nine definitions of a quantile", input, figures)

# Corrections of p-values.
for count in (3, 10, 40):
    p = random.beta(0.5, 3, count).round(6)
    for ours, theirs in {"holm": "holm", "bonferroni": "bonferroni", "benjamini-hochberg": "fdr_bh"}.items():
        figures = multitest.multipletests(p, method=theirs)[1]
        input = {"pValues": p, "method": ours}
        cases.add("adjustPValues", "statsmodels", f"{ours} correction", input, figures)


def answers(count, weights, first):
    """Ratings, drawn by the weights of a scale that starts at the first."""
    chances = numpy.array(weights, float)
    return first + random.choice(len(weights), count, p=chances / chances.sum())


NPS_WEIGHTS = ([1, 1, 1, 1, 2, 4, 4, 8, 14, 16, 20], [4, 3, 3, 3, 4, 8, 8, 12, 12, 8, 6])


def groups_of(ratings):
    return pandas.cut(pandas.Series(ratings), [-1, 6, 8, 10], labels=[-100, 0, 100]).astype(int)


# NPS: the score is a mean of 100, 0 and −100.
for count in (12, 80, 1500):
    first, second = answers(count, NPS_WEIGHTS[0], 0), answers(count + 20, NPS_WEIGHTS[1], 0)
    a, b = groups_of(first), groups_of(second)
    error = a.std(ddof=0) / numpy.sqrt(count)
    shares = [(a == each).mean() for each in (100, 0, -100)]
    cases.add("nps", "pandas", "score, standard error, shares", {"ratings": first}, [a.mean(), error, *shares])
    low, high = scipy.stats.norm.interval(0.95, a.mean(), error)
    if count > 20:
        cases.add("nps", "scipy", "Wald interval", {"ratings": first, "interval": "wald"}, [low, high])
    # The adjusted interval adds three artificial answers: ¾, 1½ and ¾.
    n, p, d = count + 3, (a == 100).sum() + 0.75, (a == -100).sum() + 0.75
    middle = 100 * (p - d) / n
    spread = 100 * numpy.sqrt((p + d) / n - ((p - d) / n) ** 2) / numpy.sqrt(n)
    low, high = scipy.stats.norm.interval(0.95, middle, spread)
    input = {"ratings": first, "interval": "adjusted-wald"}
    cases.add("nps", "scipy", "adjusted Wald interval", input, [low, high])

# CSAT: top boxes, the mean, two and several groups, the same people twice.
CSAT_WEIGHTS = ([1, 2, 3, 8, 10], [2, 3, 4, 8, 6], [2, 2, 2, 5, 9])
for count in (30, 250):
    lists = [answers(count + 13 * at, weights, 1) for at, weights in enumerate(CSAT_WEIGHTS)]
    a, b, c = lists
    satisfied, trials = [int((x >= 4).sum()) for x in lists], [len(x) for x in lists]
    low, high = proportion.proportion_confint(satisfied[0], trials[0], 0.05, "wilson")
    cases.add(
        "csat",
        "statsmodels",
        "share of satisfied, Wilson's interval",
        {"ratings": a},
        [satisfied[0] / trials[0], low, high],
    )
    mean = weightstats.DescrStatsW(a)
    cases.add(
        "csat",
        "statsmodels",
        "mean, its t interval, standard deviation",
        {"ratings": a},
        [mean.mean, *mean.tconfint_mean(0.05), a.std(ddof=1)],
    )
    z, p = proportion.proportions_ztest(satisfied[:2], trials[:2])
    low, high = proportion.confint_proportions_2indep(
        satisfied[0], trials[0], satisfied[1], trials[1], method="newcomb"
    )
    cases.add("compareCsat", "statsmodels", "z test, Newcombe's interval", {"a": a, "b": b}, [z, p, low, high])
    table = [[s, n - s] for s, n in zip(satisfied, trials)]
    omnibus = scipy.stats.chi2_contingency(table, correction=False)
    cases.add(
        "compareCsatSegments",
        "scipy",
        "chi-square test of all segments",
        {"segments": {"a": a, "b": b, "c": c}},
        [omnibus.statistic, omnibus.dof, omnibus.pvalue],
    )
    # Cochran and Armitage: the z of the trend by the score test of a logistic line.
    x = numpy.repeat([0, 1, 2], trials)
    y = numpy.concatenate([(each >= 4).astype(float) for each in lists])
    linear = numpy.corrcoef(x, y)[0, 1] ** 2 * len(x)
    cases.add(
        "csatTrend",
        "numpy",
        "chi-square of Cochran and Armitage, as squared correlation × answers",
        {"periods": lists},
        [linear, scipy.stats.chi2.sf(linear, 1)],
    )
    before, after = answers(count, CSAT_WEIGHTS[1], 1), answers(count, CSAT_WEIGHTS[0], 1)
    table = pandas.crosstab(before >= 4, after >= 4).to_numpy()
    pairs = [{"before": int(x), "after": int(y)} for x, y in zip(before, after)]
    # Where few have moved the exact test is in place.
    if table[0, 1] + table[1, 0] < 25:
        exact = contingency_tables.mcnemar(table, exact=True).pvalue
        cases.add("compareCsatPaired", "statsmodels", "exact McNemar's test", {"pairs": pairs}, [exact])
    else:
        plain = contingency_tables.mcnemar(table, exact=False, correction=False)
        figures = [plain.statistic, plain.pvalue]
        cases.add("compareCsatPaired", "statsmodels", "McNemar's test", {"pairs": pairs}, figures)

# CES: means of a scale of seven.
CES_WEIGHTS = ([1, 2, 3, 4, 8, 12, 9], [2, 3, 4, 5, 8, 9, 5], [1, 1, 3, 6, 9, 9, 9])
for count in (25, 220):
    lists = [answers(count + 9 * at, weights, 1) for at, weights in enumerate(CES_WEIGHTS)]
    a, b, c = lists
    low, high = scipy.stats.t.interval(0.95, count - 1, a.mean(), scipy.stats.sem(a))
    cases.add("ces", "scipy", "mean and its t interval", {"ratings": a}, [a.mean(), low, high])
    welch = scipy.stats.ttest_ind(a, b, equal_var=False)
    low, high = welch.confidence_interval(0.95)
    cases.add(
        "compareCes",
        "scipy",
        "Welch's test and interval",
        {"a": a, "b": b},
        [welch.statistic, welch.df, welch.pvalue, low, high],
    )
    omnibus = anova_oneway(lists, use_var="unequal")
    cases.add(
        "compareCesSegments",
        "statsmodels",
        "Welch's analysis of variance of all segments",
        {"segments": {"a": a, "b": b, "c": c}},
        [omnibus.statistic, *omnibus.df, omnibus.pvalue],
    )
    paired = scipy.stats.ttest_rel(b[:count], a[:count])
    low, high = paired.confidence_interval(0.95)
    pairs = [{"before": int(x), "after": int(y)} for x, y in zip(a, b)]
    cases.add(
        "compareCesPaired",
        "scipy",
        "paired t test and interval",
        {"pairs": pairs},
        [paired.statistic, paired.pvalue, low, high],
    )
    x = numpy.repeat([0, 1, 2], [len(each) for each in lists])
    line = scipy.stats.linregress(x, numpy.concatenate(lists))
    cases.add("cesTrend", "scipy", "slope of a line", {"periods": lists}, [line.slope])

cases.store()
