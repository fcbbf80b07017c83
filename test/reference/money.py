"""Values of customers and costs: exact fractions, term by term, and numpy-financial, SciPy, NumPy, statsmodels."""

import platform
from fractions import Fraction

import numpy
import numpy_financial
import scipy.integrate
import scipy.optimize
from statsmodels.stats.power import TTestIndPower

from common import Cases, seeded

random = seeded(6)
cases = Cases("money")
PYTHON = platform.python_version()


def exact(function, what, input, figures):
    """Figures of Python's fractions."""
    cases.add(function, "Python’s fractions", what, input, [float(each) for each in figures], PYTHON)


def terms(margin, retention, discount, growth, timing, periods):
    """The value of a customer, one margin after the other."""
    ratio = retention * (1 + growth) / (1 + discount)
    if timing == "now":
        return [margin * ratio**age for age in range(periods)]
    # The first margin comes at the end of the first period, to those who stay, and has not grown yet.
    return [margin * retention / (1 + discount) * ratio ** (age - 1) for age in range(1, periods + 1)]


F = Fraction
PLANS = [
    (F("100"), F("0.8"), F("0.1"), F("0")),
    (F("42.35"), F("0.93"), F("0.01"), F("0.005")),
    (F("9.99"), F("0.6"), F("0.12"), F("0.03")),
    (F("1234.56"), F("0.5"), F("0"), F("-0.02")),
]
for margin, retention, discount, growth in PLANS:
    for timing in ("now", "after-one-period"):
        input = {
            "margin": float(margin),
            "retention": float(retention),
            "discount": float(discount),
            "growth": float(growth),
            "firstMargin": timing,
        }
        for periods in (1, 12, 60):
            flows = terms(margin, retention, discount, growth, timing, periods)
            exact("clv", "value over n periods, margin by margin", {**input, "periods": periods}, [sum(flows)])
        ratio = retention * (1 + growth) / (1 + discount)
        first = terms(margin, retention, discount, growth, timing, 1)[0]
        value = first / (1 - ratio)
        exact("clv", "value without an end, as the limit of a geometric series", input, [value])
        exact("breakEvenCost", "highest cost at a ratio of three", {**input, "ratio": 3}, [value / 3])
        # With this cost, this margin is just enough.
        retained = {**input, "cost": float(value)}
        del retained["retention"]
        exact("breakEvenRetention", "retention at which a value is reached", retained, [retention])
        fee, serve = F("0.03"), F("4.5")
        price = (margin + serve) / (1 - fee)
        sold = {**input, "cost": float(value), "feeRate": float(fee), "costToServe": float(serve)}
        del sold["margin"]
        exact("breakEvenPrice", "price at which a value is reached", sold, [price])
        more = retention + F("0.02")
        other = terms(margin, more, discount, growth, timing, 1)[0] / (1 - more * (1 + growth) / (1 + discount))
        exact(
            "retentionUplift",
            "what two points of retention add",
            {**input, "increase": 0.02},
            [value, other, other - value],
        )
    # numpy-financial discounts flows that were written out before.
    for periods in (6, 24):
        flows = [float(margin * retention**age) for age in range(periods)]
        input = {
            "margins": [float(margin)] * periods,
            "curve": [float(retention**age) for age in range(periods)],
            "discount": float(discount),
        }
        cases.add(
            "clvFromCurve",
            "numpy-financial",
            "net present value of a curve",
            {**input, "firstMargin": "now"},
            [numpy_financial.npv(float(discount), flows)],
        )
    integral = scipy.integrate.quad(
        lambda t: float(margin) * float(retention * (1 + growth) / (1 + discount)) ** t, 0, 7.5, epsabs=1e-12, epsrel=1e-13
    )[0]
    input = {"margin": float(margin), "retention": float(retention), "discount": float(discount)}
    cases.add(
        "continuousClv",
        "scipy",
        "integral over 7½ periods",
        {**input, "growth": float(growth), "periods": 7.5},
        [integral],
    )

for revenue, margin, churn in ((F("50"), F("0.7"), F("0.04")), (F("19.9"), F("0.62"), F("0.015"))):
    input = {"revenue": float(revenue), "margin": float(margin), "churn": float(churn)}
    exact("simpleClv", "revenue × margin ÷ churn", input, [revenue * margin / churn, 1 / churn])

# A chain of states: the library inverts, NumPy solves.
for size in (3, 5):
    chain = random.dirichlet(numpy.ones(size), size).round(6)
    chain[:, -1] = 0
    chain[:, -1] = 1 - chain.sum(axis=1)
    margins = random.integers(-20, 200, size)
    names = [f"s{at}" for at in range(size)]
    value = numpy.linalg.solve(numpy.eye(size) - chain / 1.1, margins)
    cases.add(
        "markovClv",
        "numpy",
        "values of the states of a chain",
        {"states": names, "transitions": chain, "margins": margins, "discount": 0.1},
        value,
    )

# Costs.
SPENT = [(F("60000"), 200, F("45000"), 900), (F("48123.45"), 377, F("13500.10"), 4210), (F("999.99"), 7, F("0.07"), 3)]
for acquisition, acquired, retention, retained in SPENT:
    input = {
        "acquisitionSpend": f"{float(acquisition)}",
        "acquired": acquired,
        "retentionSpend": f"{float(retention)}",
        "retained": retained,
    }
    a, r = acquisition / acquired, retention / retained
    exact("customerCost", "cost per customer acquired and kept, and their ratio", input, [a, r, a / r])
    exact("budgetSplit", "share of the budget", input, [acquisition / (acquisition + retention)])
    exact("ltvToCac", "ratio of value and cost", {"value": f"{float(acquisition)}", "cost": f"{float(retention)}"}, [acquisition / retention])
channels = {f"c{at}": row for at, row in enumerate(SPENT)}
total = sum(row[0] for row in SPENT) / sum(row[1] for row in SPENT)
exact(
    "costByChannel",
    "cost per customer of all channels together",
    {name: {"acquisitionSpend": f"{float(row[0])}", "acquired": row[1], "retentionSpend": 0, "retained": 0} for name, row in channels.items()},
    [total, *(row[0] / row[1] for row in SPENT)],
)
spend = [F(f"{each:.2f}") for each in random.uniform(900, 4000, 9)]
gained = [int(each) for each in random.integers(3, 40, 9)]
figures = []
for at in range(9):
    if at - 1 - 2 >= 0:
        figures.append(sum(spend[at - 3 : at]) / sum(gained[at - 2 : at + 1]))
exact(
    "costByPeriod",
    "cost of three periods against customers one period later",
    {"spend": [f"{float(each):.2f}" for each in spend], "acquired": gained, "lag": 1, "window": 3},
    figures,
)
for cost, margin, retention in ((1200, 80, 0.98), (300, 45, 0.9), (77, 100, 0.5), (500, 60, 1)):
    # The first time at which the margins of those who stay have paid the cost, each paid at the end.
    paid, whole = Fraction(0), 0
    while retention == 1 and paid + margin <= cost:
        paid, whole = paid + margin, whole + 1
    if retention == 1:
        input = {"cost": cost, "marginPerPeriod": margin, "retention": retention}
        exact("paybackPeriods", "periods until the cost is paid", input, [whole + Fraction(cost - paid) / margin])
flows = [F("-12000"), F("5000"), F("4000"), F("3500.05"), F("-300"), F("3000")]
summed, past = F(0), []
for at, flow in enumerate(flows):
    if summed < 0 <= summed + flow:
        past.append(at - 1 + -summed / flow)
    summed += flow
exact("observedPayback", "periods until flows add up to nothing", {"flows": [float(each) for each in flows]}, past[:1])
amounts = [F("830.50"), F("1200"), F("77.25"), F("410.01")]
exact(
    "marketShare",
    "shares of a market",
    {"amounts": {f"m{at}": f"{float(each)}" for at, each in enumerate(amounts)}},
    [each / sum(amounts) for each in amounts],
)
for amount, unit, months in (("120", "year", 12), ("29.97", "quarter", 3), ("49.99", "month", 1)):
    exact("monthlyAmount", "price per month", {"amount": amount, "unit": unit}, [F(amount) / months])

# The best split of a budget by a general search.
plan = dict(margin=60, discount=0.1, prospects=1000, customers=200)
k_a = -numpy.log(1 - 0.25 / 0.45) / 6
k_r = -numpy.log(1 - 0.5 / 0.8) / 10


def equity(x):
    a, r = 0.45 * (1 - numpy.exp(-k_a * x[0])), 0.8 * (1 - numpy.exp(-k_r * x[1]))
    value = 60 + (60 * r - x[1]) / (1.1 - r)
    return -(1000 * (a * value - x[0]) + 200 * (value - 60))


best = scipy.optimize.minimize(equity, [5, 5], method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 4000})
cases.add("optimalSpend", "scipy", "highest customer equity by a general search", {"plan": plan}, [-best.fun])

# Sizes of surveys of effort.
for difference, deviation in ((0.3, 1.4), (0.8, 1.1)):
    for count in (20, 150):
        power = TTestIndPower().power(difference / deviation, count, 0.05)
        input = {"difference": difference, "standardDeviation": deviation, "responses": count, "test": "pooled"}
        cases.add("cesPower", "statsmodels", "power of a comparison of two means", input, [power])
    size = TTestIndPower().solve_power(difference / deviation, alpha=0.05, power=0.8)
    input = {"difference": difference, "standardDeviation": deviation, "power": 0.8, "test": "pooled"}
    cases.add("cesSampleSizeToCompare", "statsmodels", "answers of each group", input, [numpy.ceil(size)])
cases.store()
