"""Purchase and spend models by lifetimes, on customers simulated for this project."""

import contextlib
import warnings

import numpy
import pandas
from lifetimes import (
    BetaGeoBetaBinomFitter,
    BetaGeoFitter,
    GammaGammaFitter,
    ModifiedBetaGeoFitter,
    ParetoNBDFitter,
)
from lifetimes.utils import ConvergenceError, summary_data_from_transaction_data

from common import HERE, Cases, seeded

warnings.filterwarnings("ignore")
random = seeded(4)
cases = Cases("purchases")
published = HERE.parent / "published"
log = pandas.read_csv(published / "simulated_transactions.csv")
buyers = pandas.read_csv(published / "simulated_pareto_summary.csv")

# From a log of transactions to histories.
END = "2025-06-24"
summary = summary_data_from_transaction_data(log, "customer", "on", "amount", observation_period_end=END)
first = summary.sort_index()
cases.add(
    "summarizeCustomers",
    "lifetimes",
    "histories of 600 customers: frequency, recency, age, monetary",
    {"dataset": "simulated_transactions.csv", "asOf": END, "unit": "day"},
    first[["frequency", "recency", "T", "monetary_value"]].to_numpy().ravel(),
)

weeks = {"x": first["frequency"], "t": first["recency"] / 7, "T": first["T"] / 7}
pareto = {"x": buyers["x"], "t": buyers["t_x_days"] / 7, "T": buyers["T_days"] / 7}
SETS = {"simulated_transactions.csv": weeks, "simulated_pareto_summary.csv": pareto}
FITS = {
    "fitBgNbd": (BetaGeoFitter, ["r", "alpha", "a", "b"]),
    "fitMbgNbd": (ModifiedBetaGeoFitter, ["r", "alpha", "a", "b"]),
    "fitParetoNbd": (ParetoNBDFitter, ["r", "alpha", "s", "beta"]),
}


def converged(Fitter, *data):
    """The fit at the strictest tolerance at which the peer's search says that it converged."""
    for tolerance in (1e-9, 1e-8, 1e-7, 1e-6):
        numpy.random.seed(1)
        try:
            with contextlib.redirect_stdout(None):
                return Fitter().fit(*data, tol=tolerance)
        except ConvergenceError:
            continue
    raise ConvergenceError(Fitter.__name__)


for dataset, data in SETS.items():
    for name, (Fitter, parameters) in FITS.items():
        # The log was drawn by the BG/NBD, where the likelihood of the Pareto/NBD has no maximum.
        if name == "fitParetoNbd" and data is weeks:
            continue
        fit = converged(Fitter, data["x"], data["t"], data["T"])
        values = [fit.params_[each] for each in parameters]
        input = {"dataset": dataset, "asOf": END}
        cases.add(name, "lifetimes", "parameters of a fit", input, values)
        if name != "fitParetoNbd":
            ones = numpy.ones(len(data["x"]))
            mean = Fitter._negative_log_likelihood(
                numpy.log(values), *(numpy.asarray(data[each]) for each in "xtT"), ones, 0
            )
            cases.add(name, "lifetimes", "log-likelihood of a fit", input, [-mean * len(ones)])

spend = first[first["frequency"] > 0]
gamma = converged(GammaGammaFitter, spend["frequency"], spend["monetary_value"])
input = {"dataset": "simulated_transactions.csv", "asOf": END}
cases.add("fitGammaGamma", "lifetimes", "parameters of a fit", input, gamma.params_[["p", "q", "v"]])
correlation = numpy.corrcoef(spend["frequency"], spend["monetary_value"])[0, 1]
cases.add("spendIndependence", "numpy", "correlation of frequency and spend", input, [correlation])

# At parameters that are given, what customers of many kinds are expected to do.
x = numpy.array([0, 0, 1, 1, 2, 3, 5, 8, 13, 26, 26, 40])
T = numpy.array([12.5, 38.86, 38.86, 20, 38.86, 52, 60.25, 52, 104, 52, 60, 104])
t = numpy.array([0, 0, 1.71, 19.5, 30.43, 20, 60, 30.5, 100.25, 51.5, 26.75, 99])
GIVEN = {
    "bgNbd": (BetaGeoFitter, {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}),
    "mbgNbd": (ModifiedBetaGeoFitter, {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}),
    "paretoNbd": (ParetoNBDFitter, {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}),
}


def given(Fitter, parameters):
    fitter = Fitter()
    fitter.params_ = pandas.Series(parameters)
    fitter.predict = getattr(fitter, "conditional_expected_number_of_purchases_up_to_time", None)
    return fitter


for name, (Fitter, parameters) in GIVEN.items():
    model = given(Fitter, parameters)
    customers = [{"frequency": a, "recency": b, "age": c} for a, b, c in zip(x, t, T)]
    input = {"model": name, "parameters": parameters, "customers": customers}
    alive = model.conditional_probability_alive(x, t, T)
    cases.add("probabilityAlive", "lifetimes", f"{name}, twelve histories", input, numpy.asarray(alive).ravel())
    for horizon in (1, 13, 39, 104):
        expected = model.conditional_expected_number_of_purchases_up_to_time(horizon, x, t, T)
        cases.add(
            "expectedPurchases",
            "lifetimes",
            f"{name}, twelve histories, four horizons",
            {**input, "weeks": horizon},
            numpy.asarray(expected).ravel(),
        )
        cases.add(
            "expectedPurchases",
            "lifetimes",
            f"{name}, a new customer",
            {"model": name, "parameters": parameters, "customers": "new", "weeks": horizon},
            [model.expected_number_of_purchases_up_to_time(horizon)],
        )
    if name != "mbgNbd":
        for weeks_ahead, count in ((2, 0), (2, 1), (13, 0), (13, 2), (39, 0), (39, 5)):
            chance = (
                model.probability_of_n_purchases_up_to_time(weeks_ahead, count)
                if name == "bgNbd"
                else None
            )
            if chance is not None:
                cases.add(
                    "purchaseProbability",
                    "lifetimes",
                    f"{name}, a new customer",
                    {"model": name, "parameters": parameters, "weeks": weeks_ahead, "purchases": count},
                    [chance],
                )
        for count in (0, 1, 3):
            chance = (
                model.conditional_probability_of_n_purchases_up_to_time(count, 13, x[4:8], t[4:8], T[4:8])
                if name == "paretoNbd"
                else None
            )
            if chance is not None:
                cases.add(
                    "purchaseProbability",
                    "lifetimes",
                    f"{name}, four histories",
                    {**input, "customers": customers[4:8], "weeks": 13, "purchases": count},
                    numpy.asarray(chance).ravel(),
                )

# Spend.
money = given(GammaGammaFitter, {"p": 6.25, "q": 3.74, "v": 15.44})
monetary = random.gamma(3, 12, len(x)).round(2)
input = {
    "parameters": {"p": 6.25, "q": 3.74, "v": 15.44},
    "customers": [{"frequency": a, "monetary": b} for a, b in zip(x, monetary)],
}
expected = money.conditional_expected_average_profit(pandas.Series(x), pandas.Series(monetary))
cases.add("expectedSpend", "lifetimes", "twelve customers", input, expected)

# The value of the next twelve months: 4.345 weeks a month and 1 % a month, as lifetimes has it.
value = money.customer_lifetime_value(
    given(*GIVEN["bgNbd"]),
    pandas.Series(x),
    pandas.Series(t),
    pandas.Series(T),
    pandas.Series(monetary),
    time=12,
    discount_rate=0.01,
    freq="W",
)
cases.add(
    "customerValue",
    "lifetimes",
    "twelve customers, twelve months, 1 % a month",
    {
        "purchases": GIVEN["bgNbd"][1],
        "spend": input["parameters"],
        "customers": [
            {"frequency": a, "recency": b, "age": c, "monetary": d} for a, b, c, d in zip(x, t, T, monetary)
        ],
    },
    value,
)

# Opportunities that come once a period: histories drawn by the BG/BB.
COUNT, PERIODS = 3000, 6
buy, leave = random.beta(1.2, 0.75, COUNT), random.beta(0.66, 2.8, COUNT)
lasts = random.geometric(leave) - 1
bought = (random.random((COUNT, PERIODS)) < buy[:, None]) & (numpy.arange(PERIODS) < lasts[:, None])
frequency = bought.sum(axis=1)
recency = numpy.where(frequency > 0, PERIODS - numpy.argmax(bought[:, ::-1], axis=1), 0)
table = (
    pandas.DataFrame({"frequency": frequency, "recency": recency})
    .value_counts()
    .sort_index()
    .reset_index(name="customers")
)
fit = converged(
    BetaGeoBetaBinomFitter,
    table["frequency"],
    table["recency"],
    numpy.full(len(table), PERIODS),
    table["customers"],
)
histories = [
    {"frequency": a, "recency": b, "age": PERIODS, "customers": c} for a, b, c in table.itertuples(index=False)
]
cases.add("fitBgBb", "lifetimes", "parameters of a fit", {"histories": histories}, fit.params_[["alpha", "beta", "gamma", "delta"]])
parameters = {"alpha": 1.204, "beta": 0.75, "gamma": 0.657, "delta": 2.783}
model = given(BetaGeoBetaBinomFitter, parameters)
model.data = table.assign(n_periods=PERIODS)
customers = [{"frequency": a, "recency": b, "age": PERIODS} for a, b, _ in table.itertuples(index=False)]
input = {"model": "bgBb", "parameters": parameters, "customers": customers}
periods = pandas.Series(numpy.full(len(table), PERIODS))
for ahead in (1, 5, 10):
    expected = model.conditional_expected_number_of_purchases_up_to_time(
        ahead, table["frequency"], table["recency"], periods
    )
    cases.add("expectedPurchases", "lifetimes", "bgBb, all histories of six years", {**input, "years": ahead}, expected)
# lifetimes gives the chance at the opportunity m; at the next one it is that of the library.
alive = model.conditional_probability_alive(1, table["frequency"], table["recency"], periods)
cases.add("probabilityAlive", "lifetimes", "bgBb, all histories of six years", input, alive)

cases.store()
