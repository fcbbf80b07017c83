"""What the scripts of peers share: seeded inputs, and cases as they are stored, one a line."""

import importlib.metadata
import json
import math
import pathlib

import numpy
import pandas

HERE = pathlib.Path(__file__).parent


def seeded(seed):
    """Random numbers that are the same in every run."""
    return numpy.random.Generator(numpy.random.PCG64(seed))


def plain(value):
    """Numbers of numpy as JSON writes them; what has no number is null."""
    if isinstance(value, (pandas.Series, pandas.DataFrame)):
        value = value.to_numpy().ravel()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, (bool, str)) or value is None:
        return value
    if isinstance(value, (int, numpy.integer)):
        return int(value)
    number = float(value)
    if math.isnan(number) or math.isinf(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


class Cases:
    """Cases of one area, kept as JSON with one case a line."""

    def __init__(self, area):
        self.area = area
        self.cases = []

    def add(self, function, peer, what, input, figures, version=None):
        """Figures that a peer gives for an input, which the named function is to give too."""
        version = version or importlib.metadata.version(peer)
        self.cases.append(
            {
                "function": function,
                "peer": f"{peer} {version}",
                "what": what,
                "input": plain(input),
                "figures": plain(figures),
            }
        )

    def store(self):
        lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in self.cases)
        path = HERE / "peers" / f"{self.area}.json"
        path.write_text(f"[\n{lines}\n]\n")
        print(f"{self.area}: {len(self.cases)} cases")
