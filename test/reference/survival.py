"""Kaplan-Meier curves, restricted means and tests of groups, by lifelines."""

import numpy
import pandas
from lifelines import KaplanMeierFitter, NelsonAalenFitter
from lifelines.statistics import logrank_test, multivariate_logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time

from common import Cases, seeded

random = seeded(2)
cases = Cases("survival")

# Three groups of lives in whole months, censored at random ages.
lives = []
for group, (count, scale) in enumerate(((60, 9), (75, 12), (240, 20))):
    life = numpy.ceil(scale * random.weibull(0.8, count)).astype(int)
    end = random.integers(3, 30, count)
    lives.append(
        pandas.DataFrame({"age": numpy.minimum(life, end), "lost": (life <= end).astype(int), "group": group})
    )


def tally(frame):
    """Lost and censored of each age, as the library counts lives."""
    counts = frame.groupby("age")["lost"].agg(["sum", "count"])
    return {
        int(age): {"lost": int(row["sum"]), "censored": int(row["count"] - row["sum"])}
        for age, row in counts.iterrows()
    }


tallies = [tally(frame) for frame in lives]
for frame, lived in zip(lives, tallies):
    for confidence in (0.9, 0.95):
        curve = KaplanMeierFitter(alpha=1 - confidence).fit(frame["age"], frame["lost"])
        ages = [age for age in sorted(frame["age"].unique()) if curve.survival_function_.loc[age].iloc[0] > 0]
        rates = curve.survival_function_.loc[ages].to_numpy().ravel()
        limits = curve.confidence_interval_.loc[ages].to_numpy()
        kept = [at for at, rate in enumerate(rates) if rate < 1]
        input = {"lives": lived, "confidence": confidence, "ages": [ages[at] for at in kept]}
        figures = [[rates[at], *limits[at]] for at in kept]
        cases.add("retentionCurve", "lifelines", "Kaplan–Meier curve, log-log interval", input, figures)
        low, high = median_survival_times(curve.confidence_interval_).to_numpy()[0]
        cases.add(
            "medianLifetime",
            "lifelines",
            "median and its interval",
            {"lives": lived, "confidence": confidence},
            [curve.median_survival_time_, low, high],
        )
    for end in (4, 12):
        mean = restricted_mean_survival_time(KaplanMeierFitter().fit(frame["age"], frame["lost"]), t=end)
        input = {"lives": lived, "upTo": end}
        cases.add("meanLifetime", "lifelines", "restricted mean", input, [mean])
    hazard = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(frame["age"], frame["lost"])
    steps = hazard.cumulative_hazard_
    ages = [age for age in sorted(frame.loc[frame["lost"] == 1, "age"].unique())]
    cases.add(
        "hazardCurve",
        "lifelines",
        "Nelson–Aalen's cumulative hazard",
        {"lives": lived, "ages": ages},
        steps.loc[ages].to_numpy().ravel(),
    )

WEIGHTS = {
    "log-rank": {},
    "gehan-breslow": {"weightings": "wilcoxon"},
    "tarone-ware": {"weightings": "tarone-ware"},
    "peto-peto": {"weightings": "peto"},
    "fleming": {"weightings": "fleming-harrington", "p": 1, "q": 0},
}
together = pandas.concat(lives)
for ours, options in WEIGHTS.items():
    weights = {"rho": 1, "gamma": 0} if ours == "fleming" else ours
    a, b, _ = lives
    test = logrank_test(a["age"], b["age"], a["lost"], b["lost"], **options)
    cases.add(
        "compareRetention",
        "lifelines",
        f"{'Fleming and Harrington' if ours == 'fleming' else ours} test",
        {"groups": {"a": tallies[0], "b": tallies[1]}, "weights": weights},
        [test.test_statistic, test.p_value],
    )
    test = multivariate_logrank_test(together["age"], together["group"], together["lost"], **options)
    groups = {"a": tallies[0], "b": tallies[1], "c": tallies[2]}
    cases.add(
        "compareRetention",
        "lifelines",
        f"{'Fleming and Harrington' if ours == 'fleming' else ours} test",
        {"groups": groups, "weights": weights},
        [test.test_statistic, test.p_value],
    )

cases.store()
# The same lives for R.
together.to_csv(__file__.replace("survival.py", "peers/lives.csv"), index=False)
