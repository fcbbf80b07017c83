"""Customers counted by pandas, NumPy and SQL in DuckDB: churn, revenue, cohorts, value, sales, service."""

import datetime

import duckdb
import numpy
import pandas

from common import HERE, Cases, seeded

random = seeded(5)
cases = Cases("counting")
PEERS = HERE / "peers"
LOG = "simulated_transactions.csv"
log = pandas.read_csv(HERE.parent / "published" / LOG, parse_dates=["on"])
log["cents"] = (log["amount"] * 100).round().astype(int)
ASOF = "2025-06-24"


def money(cents):
    """Cents as the amount that the library writes."""
    return float(cents) / 100


# Subscriptions: 400 customers, of whom some come back or change what they pay.
rows = []
day = datetime.date(2023, 1, 1)
for customer in range(400):
    start = day + datetime.timedelta(days=int(random.integers(0, 700)))
    for spell in range(1 + (random.random() < 0.25)):
        end = start + datetime.timedelta(days=int(random.exponential(260)) + 1)
        price = int(random.choice([1900, 4900, 9900])) + int(random.integers(0, 99))
        last = end if end < datetime.date(2025, 3, 1) else None
        span = ((last or datetime.date(2025, 3, 1)) - start).days
        changes = random.random() < 0.4 and span > 2
        rows.append(
            {
                "customer": f"c{customer}",
                "startedOn": start,
                "endedOn": last,
                "amount": f"{price / 100:.2f}",
                "changedOn": start + datetime.timedelta(days=int(random.integers(1, span))) if changes else None,
                "changedTo": f"{(price + int(random.integers(-900, 1500))) / 100:.2f}" if changes else None,
            }
        )
        if last is None:
            break
        start = end + datetime.timedelta(days=int(random.integers(20, 200)))
        if start >= datetime.date(2025, 3, 1):
            break
subscriptions = pandas.DataFrame(rows)
subscriptions.to_csv(PEERS / "subscriptions.csv", index=False)

duck = duckdb.connect()
duck.execute(
    f"""CREATE TABLE subscriptions AS SELECT * FROM read_csv('{PEERS / "subscriptions.csv"}', types = {{
    'startedOn': 'DATE', 'endedOn': 'DATE', 'amount': 'DECIMAL(12,2)', 'changedOn': 'DATE',
    'changedTo': 'DECIMAL(12,2)'}})"""
)
# What each customer pays on the eve of a day; nothing is no customer.
duck.execute(
    """CREATE MACRO paying(day) AS TABLE
    SELECT customer, SUM(CASE WHEN changedOn < day THEN changedTo ELSE amount END) AS amount
    FROM subscriptions WHERE startedOn < day AND (endedOn IS NULL OR endedOn >= day) GROUP BY customer"""
)
months = [f"{year}-{month:02}-01" for year in (2023, 2024, 2025) for month in range(1, 13)]
months = months[months.index("2023-07-01") : months.index("2025-02-01") + 1]
churned, moved = [], []
for start, end in zip(months, months[1:]):
    churned.append(
        duck.execute(
            """SELECT (SELECT count(*) FROM paying($start::DATE)),
            (SELECT count(DISTINCT customer) FROM subscriptions
             WHERE startedOn < $start::DATE AND endedOn >= $start::DATE AND endedOn < $end::DATE),
            (SELECT count(*) FROM (SELECT min(startedOn) AS first FROM subscriptions GROUP BY customer)
             WHERE first >= $start::DATE AND first < $end::DATE),
            (SELECT count(*) FROM paying($end::DATE))""",
            {"start": start, "end": end},
        ).fetchone()
    )
    moved.append(
        duck.execute(
            """WITH ends AS (
              SELECT coalesce(a.amount, 0) AS opening, coalesce(b.amount, 0) AS closing,
                (SELECT min(startedOn) FROM subscriptions s WHERE s.customer = coalesce(a.customer, b.customer))
                  < $start::DATE AS known
              FROM paying($start::DATE) a FULL JOIN paying($end::DATE) b ON a.customer = b.customer)
            SELECT sum(opening), sum(CASE WHEN opening = 0 AND NOT known THEN closing ELSE 0 END),
              sum(CASE WHEN opening > 0 AND closing > opening THEN closing - opening ELSE 0 END),
              sum(CASE WHEN closing > 0 AND closing < opening THEN opening - closing ELSE 0 END),
              sum(CASE WHEN closing = 0 THEN opening ELSE 0 END),
              sum(CASE WHEN opening = 0 AND known THEN closing ELSE 0 END), sum(closing) FROM ends""",
            {"start": start, "end": end},
        ).fetchone()
    )
span = {"dataset": "subscriptions.csv", "from": months[0], "to": months[-1]}
cases.add(
    "tallyChurnByPeriod",
    "duckdb",
    "opening, lost, gained, closing of 19 months by SQL",
    span,
    churned,
)
cases.add(
    "tallyRevenueByPeriod",
    "duckdb",
    "opening, new, expansion, contraction, churned, reactivation, closing of 19 months by SQL",
    span,
    moved,
)
net = [float((o + e - c - l) / o) for o, _, e, c, l, _, _ in moved]
cases.add("revenueRetention", "duckdb", "net revenue retention of 19 months by SQL", span, net)

# Cohorts of purchases by month.
log["month"] = log["on"].dt.to_period("M")
log["cohort"] = log.groupby("customer")["month"].transform("min")
log["age"] = (log["month"] - log["cohort"]).map(lambda gap: gap.n)
table = log.pivot_table(index="cohort", columns="age", values="customer", aggfunc="nunique")
spent = log.pivot_table(index="cohort", columns="age", values="cents", aggfunc="sum")
last = pandas.Period(ASOF, "M")
counts, amounts = [], []
for cohort in table.index:
    ages = range((last - cohort).n + 1)
    counts.append([0 if pandas.isna(table.loc[cohort].get(age)) else table.loc[cohort][age] for age in ages])
    amounts.append([0 if pandas.isna(spent.loc[cohort].get(age)) else money(spent.loc[cohort][age]) for age in ages])
source = {"dataset": LOG, "asOf": ASOF}
cases.add("cohortTable", "pandas", "customers by cohort and month", source, counts)
cases.add("cohortTable", "pandas", "revenue by cohort and month", {**source, "of": "revenue"}, amounts)
by_hand = duck.execute(
    f"""WITH t AS (SELECT customer, date_trunc('month', "on") AS month, date_trunc('month', min("on") OVER
      (PARTITION BY customer)) AS cohort FROM read_csv('{HERE.parent / "published" / LOG}', types = {{'on': 'DATE'}}))
    SELECT cohort, datediff('month', cohort, month) AS age, count(DISTINCT customer) FROM t GROUP BY 1, 2"""
).df()
by_hand = by_hand.pivot(index="cohort", columns="age", values="count(DISTINCT customer)").fillna(0).to_numpy()
cases.add(
    "cohortTable",
    "duckdb",
    "customers by cohort and month by SQL",
    source,
    [row[: len(count)] for row, count in zip(by_hand, counts)],
)

# The life of customers by month.
active = {month: set(group) for month, group in log.groupby("month")["customer"]}
periods = pandas.period_range(log["month"].min(), last, freq="M")
known, before, figures = set(), set(), []
for month in periods:
    now = active.get(month, set())
    figures.append([len(now), len(now - known), len(now & before), len((now & known) - before), len(before - now)])
    known, before = known | now, now
cases.add(
    "lifecycle",
    "pandas",
    "active, new, returning, resurrecting, dormant by month",
    source,
    # What comes after the last, incomplete month is not known yet.
    [*figures[:-1], [*figures[-1][:4], None]],
)

# Sales by month.
monthly = log.groupby("month").agg(cents=("cents", "sum"), orders=("cents", "size"), customers=("customer", "nunique"))
cases.add(
    "salesByPeriod",
    "pandas",
    "amount, orders, customers by month",
    {"dataset": LOG, "from": f"{periods[0]}-01", "to": "2025-06-01"},
    [[money(row.cents), row.orders, row.customers] for row in monthly.loc[: "2025-05"].itertuples()],
)

# Customers: totals, how unequal, scores.
people = log.groupby("customer").agg(last=("on", "max"), days=("on", "nunique"), count=("on", "size"), cents=("cents", "sum"))
people["since"] = (pandas.Timestamp(ASOF) - people["last"]).dt.days
cases.add(
    "summarizePurchases",
    "pandas",
    "days since the last purchase, purchases, amount",
    source,
    people[["since", "count"]].assign(amount=people["cents"] / 100),
)
amounts = numpy.sort(people["cents"].to_numpy())
count = len(amounts)


def gini(values):
    n = len(values)
    return 2 * (numpy.arange(1, n + 1) * values).sum() / (n * values.sum()) - (n + 1) / n


whole = gini(amounts)
left_out = numpy.array([gini(numpy.delete(amounts, at)) * (count - 1) / (count - 2) for at in range(count)])
top = [amounts[::-1][: int(numpy.ceil(share * count))].sum() / amounts.sum() for share in (0.05, 0.2, 0.5)]
cases.add(
    "concentration",
    "numpy",
    "Gini coefficient, unbiased, shares of the best 5, 20, 50 %",
    source,
    [whole, whole * count / (count - 1), *top],
)
spread = numpy.sqrt((count - 1) / count * ((left_out - left_out.mean()) ** 2).sum())
# Of the coefficient itself, not of its unbiased estimate.
error = spread * (count - 1) / count
cases.add("concentration", "numpy", "jackknifed standard error of the Gini coefficient", {**source, "of": "error"}, [error])
edges = [20, 40, 60, 80]
thresholds = [
    [numpy.percentile(people[column], edge) for edge in edges] for column in ("since", "count", "cents")
]
cases.add(
    "rfm",
    "numpy",
    "thresholds of quintiles",
    source,
    [thresholds[0], thresholds[1], [money(each) for each in thresholds[2]]],
)

# Repeated purchases, activity, and how many active days a month has.
days = log.drop_duplicates(["customer", "on"])
firsts = days.groupby("customer")["on"].min()
seconds = days[days["on"] > days["customer"].map(firsts)].groupby("customer")["on"].min()
old = firsts[firsts + pandas.Timedelta(days=90) <= pandas.Timestamp(ASOF)]
again = ((seconds.reindex(old.index) - old).dt.days <= 90).sum()
cases.add("repeatRate", "pandas", "customers who bought again within 90 days", source, [again / len(old), len(old), again])
window = days[(days["on"] >= "2024-11-01") & (days["on"] < "2024-12-01")]
cases.add(
    "stickiness",
    "pandas",
    "daily ÷ monthly active customers",
    {"dataset": LOG, "from": "2024-11-01", "to": "2024-12-01"},
    [window.groupby("on")["customer"].nunique().sum() / 30 / window["customer"].nunique(), window["customer"].nunique()],
)

# Tickets: times by the clock, and working hours by counting minutes in Berlin.
opened = pandas.Timestamp("2025-03-03T00:00:00Z") + pandas.to_timedelta(random.integers(0, 60 * 24 * 80, 120), unit="min")
closed = opened + pandas.to_timedelta(random.exponential(60 * 40, 120).astype(int) + 1, unit="min")
pairs = [[a.isoformat(), b.isoformat()] for a, b in zip(opened, closed)]
minutes = pandas.date_range(opened.min(), closed.max(), freq="min", tz="UTC").tz_convert("Europe/Berlin")
clock = minutes.hour * 60 + minutes.minute
holiday = numpy.isin(minutes.strftime("%Y-%m-%d"), ["2025-04-18", "2025-04-21", "2025-05-01"])
open_minutes = (minutes.dayofweek < 5) & (clock >= 9 * 60) & (clock < 17 * 60 + 30) & ~holiday
worked = numpy.concatenate([[0], numpy.cumsum(open_minutes)])
minute = pandas.Timedelta(minutes=1)
business = worked[(closed - opened.min()) // minute] - worked[(opened - opened.min()) // minute]
cases.add(
    "businessTime",
    "pandas",
    "working minutes of 120 spans in Berlin, over a change of clocks and holidays",
    {"spans": pairs},
    business,
)
hours = (closed - opened) / pandas.Timedelta(hours=1)
quantiles = [0.1, 0.25, 0.5, 0.75, 0.9]
for definition, method in {6: "weibull", 7: "linear", 8: "median_unbiased"}.items():
    cases.add(
        "resolutionTimes",
        "numpy",
        "mean and percentiles of hours",
        {"spans": pairs, "at": quantiles, "definition": definition},
        [hours.to_numpy().mean(), *numpy.quantile(hours, quantiles, method=method)],
    )
cases.store()
