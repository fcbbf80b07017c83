"""Answers statements by ClickHouse in this process: a line of JSON in, a line of JSON out."""

import json
import sys

from chdb import session

engine = session.Session()
# Tables of the default database may be files, whose names may hold no pattern.
engine.query("CREATE DATABASE cases")
engine.query("USE cases")
engine.query("SET date_time_input_format = 'best_effort'")

for line in sys.stdin:
    asked = json.loads(line)
    values = {f"p{at}": value for at, value in enumerate(asked.get("values", []), 1)}
    try:
        found = engine.query(asked["text"], "JSONEachRow", params=values)
        rows = ",".join(row for row in str(found).split("\n") if row)
        print(f'{{"rows":[{rows}]}}', flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)
