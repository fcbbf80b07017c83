"""The work of `npm run bench peers` as users of Python do it: timed, with figures to be compared."""

import contextlib
import importlib.metadata
import json
import pathlib
import platform
import sys
import time

import numpy
import pandas

TASK, FOLDER, ROUNDS = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
KINDS = {"f64": numpy.float64, "i32": numpy.int32, "i8": numpy.int8}


def column(name):
    """A column that the benchmark wrote: numbers without a head, their kind in the name."""
    return numpy.fromfile(FOLDER / f"{TASK}.{name}", dtype=KINDS[name.split(".")[1]])


def dates(name):
    return pandas.to_datetime(column(name), unit="D")


def summaries():
    return pandas.Series(column("frequency.f64")), pandas.Series(column("recency.f64")), pandas.Series(column("age.f64"))


def bg_fit():
    from lifetimes import BetaGeoFitter

    data = summaries()

    def run():
        with contextlib.redirect_stdout(None):
            return BetaGeoFitter().fit(*data)

    return run, lambda fitted: [fitted.params_[name] for name in ("r", "alpha", "a", "b")], "lifetimes"


def alive():
    from lifetimes import BetaGeoFitter

    model = BetaGeoFitter()
    model.params_ = pandas.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})
    data = summaries()
    return lambda: model.conditional_probability_alive(*data), lambda chances: chances[:: len(chances) // 1000], "lifetimes"


def spend_fit():
    from lifetimes import GammaGammaFitter

    data = pandas.Series(column("frequency.f64")), pandas.Series(column("monetary.f64"))

    def run():
        with contextlib.redirect_stdout(None):
            return GammaGammaFitter().fit(*data)

    return run, lambda fitted: [fitted.params_[name] for name in ("p", "q", "v")], "lifetimes"


def histories():
    from lifetimes.utils import summary_data_from_transaction_data

    log = pandas.DataFrame({"customer": column("customer.i32"), "on": dates("on.i32")})

    def run():
        return summary_data_from_transaction_data(log, "customer", "on", observation_period_end="2024-12-31")

    return run, lambda found: found.sort_index().to_numpy().sum(axis=0), "lifetimes"


def curve():
    from lifelines import KaplanMeierFitter
    from lifelines.utils import datetimes_to_durations

    starts, ends = dates("start.i32"), dates("end.i32").to_series().where(column("lost.i8") == 1).to_numpy()

    def run():
        durations, lost = datetimes_to_durations(starts, ends, fill_date="2024-12-31")
        return KaplanMeierFitter().fit(durations, lost)

    def figures(fitted):
        table = fitted.survival_function_.iloc[:, 0]
        bands = fitted.confidence_interval_survival_function_
        ages = range(100, 1000, 100)
        return [[table.loc[age], *bands.loc[age]] for age in ages]

    return run, figures, "lifelines"


def log_rank():
    from lifelines.statistics import multivariate_logrank_test
    from lifelines.utils import datetimes_to_durations

    starts, ends = dates("start.i32"), dates("end.i32").to_series().where(column("lost.i8") == 1).to_numpy()
    groups = column("group.i8")

    def run():
        durations, lost = datetimes_to_durations(starts, ends, fill_date="2024-12-31")
        return multivariate_logrank_test(durations, groups, lost)

    return run, lambda test: [test.test_statistic, test.p_value], "lifelines"


def cohorts():
    log = pandas.DataFrame({"customer": column("customer.i32"), "on": dates("on.i32")})

    def run():
        month = log["on"].dt.year * 12 + log["on"].dt.month
        first = month.groupby(log["customer"]).transform("min")
        cells = pandas.DataFrame({"customer": log["customer"], "cohort": first, "age": month - first})
        return cells.groupby(["cohort", "age"])["customer"].nunique().unstack(fill_value=0)

    return run, lambda table: table.to_numpy(), "pandas"


def churn():
    rows = pandas.DataFrame({"customer": column("customer.i32"), "start": dates("start.i32"), "end": dates("end.i32")})
    months = pandas.date_range("2020-01-01", "2025-01-01", freq="MS")

    def run():
        # Stretches of a customer, joined where they touch or overlap.
        ordered = rows.sort_values(["customer", "start"], kind="stable")
        until = ordered.groupby("customer")["end"].cummax()
        before = until.groupby(ordered["customer"]).shift()
        opens = before.isna() | (ordered["start"] > before)
        stretch = opens.cumsum().rename("stretch")
        spans = ordered.groupby(stretch).agg(customer=("customer", "first"), start=("start", "min"), end=("end", "max"))
        is_first = ~spans["customer"].duplicated()
        counted = []
        for start, end in zip(months, months[1:]):
            paying = spans[(spans["start"] < start) & (spans["end"] >= start)]
            counted.append(
                [
                    len(paying),
                    int((paying["end"] < end).sum()),
                    int(((spans["start"] >= start) & (spans["start"] < end) & is_first).sum()),
                    int(((spans["start"] < end) & (spans["end"] >= end)).sum()),
                ]
            )
        return counted

    return run, lambda counted: counted, "pandas"


def scores():
    people = pandas.DataFrame({name: column(f"{name}.f64") for name in ("sinceLast", "purchases", "amount")})

    def run():
        cuts = people.quantile([0.2, 0.4, 0.6, 0.8])
        recency = 5 - numpy.searchsorted(cuts["sinceLast"], people["sinceLast"], side="left")
        frequency = 1 + numpy.searchsorted(cuts["purchases"], people["purchases"], side="left")
        monetary = 1 + numpy.searchsorted(cuts["amount"], people["amount"], side="left")
        return recency * 100 + frequency * 10 + monetary

    return run, lambda codes: numpy.unique(codes, return_counts=True), "pandas"


def score():
    ratings = column("rating.i8")

    def run():
        counts = numpy.bincount(ratings, minlength=11)
        total = counts.sum()
        return [100 * (counts[9:].sum() - counts[:7].sum()) / total, counts[9:].sum(), counts[:7].sum()]

    return run, lambda found: found, "numpy"


def intervals():
    from statsmodels.stats.proportion import proportion_confint

    successes, trials = column("successes.i32"), column("trials.i32")
    return lambda: proportion_confint(successes, trials, method="wilson"), lambda ends: [end[::100] for end in ends], "statsmodels"


def fisher():
    from scipy.stats import fisher_exact

    tables = column("counts.i32").reshape(-1, 2, 2)
    return lambda: [fisher_exact(table).pvalue for table in tables], lambda values: values, "scipy"


def bootstrap():
    from scipy.stats import bootstrap

    values = column("value.i8").astype(float)

    def run():
        random = numpy.random.Generator(numpy.random.PCG64(1))
        found = bootstrap((values,), numpy.mean, n_resamples=10_000, method="percentile", batch=100, rng=random)
        return found.confidence_interval

    return run, lambda interval: [interval.low, interval.high], "scipy"


def plain(value):
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return float(value)


TASKS = {
    "bg-nbd fit": bg_fit,
    "alive": alive,
    "spend fit": spend_fit,
    "histories": histories,
    "curve": curve,
    "log-rank": log_rank,
    "cohorts": cohorts,
    "churn": churn,
    "rfm": scores,
    "nps": score,
    "intervals": intervals,
    "fisher": fisher,
    "bootstrap": bootstrap,
}
run, figures, package = TASKS[TASK]()
seconds = []
for _ in range(ROUNDS):
    started = time.perf_counter()
    result = run()
    seconds.append(time.perf_counter() - started)
peer = f"{package} {importlib.metadata.version(package)}"
print(json.dumps({"peer": peer, "on": f"Python {platform.python_version()}", "seconds": min(seconds), "figures": plain(figures(result))}))
