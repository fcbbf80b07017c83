"""Answers statements by Spark: a line of JSON in, a line of JSON out.

SPARK_MASTER says where: the master of a cluster, or local[2].
"""

import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

CARRIED = {"integer": LongType(), "float": DoubleType()}

builder = (
    SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]"))
    .config("spark.ui.enabled", "false")
    .config("spark.executor.memory", os.environ.get("SPARK_EXECUTOR_MEMORY", "1g"))
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.shuffle.partitions", os.environ.get("SPARK_PARTITIONS", "2"))
    .config("spark.sql.autoBroadcastJoinThreshold", "-1")
    .config("spark.sql.ansi.enabled", "true")
    # Not that of any data: no result may depend on it.
    .config("spark.sql.session.timeZone", "America/New_York")
)
# Where a folder is said, Spark writes down there what its tasks did.
if "SPARK_EVENT_LOG" in os.environ:
    builder = (
        builder.config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.compress", "false")
        .config("spark.eventLog.dir", os.environ["SPARK_EVENT_LOG"])
    )
engine = builder.getOrCreate()
engine.sparkContext.setLogLevel("OFF")


def load(name, columns, types, rows):
    """Makes a table of two partitions, each value cast from what JSON carries."""
    schema = StructType(
        [StructField(f"c{at}", CARRIED.get(kind, StringType())) for at, (_, kind, _) in enumerate(columns)]
    )
    casts = [f"CAST(c{at} AS {types[kind]}) AS {quoted}" for at, (_, kind, quoted) in enumerate(columns)]
    cells = [[float(v) if v is not None and columns[at][1] == "float" else v for at, v in enumerate(row)] for row in rows]
    frame = engine.createDataFrame(cells, schema).repartition(2).selectExpr(*casts).cache()
    frame.count()
    frame.createOrReplaceTempView(name)


for line in sys.stdin:
    asked = json.loads(line)
    try:
        if "load" in asked:
            load(asked["load"], asked["columns"], asked["types"], asked["rows"])
            found = []
        else:
            values = {f"p{at}": value for at, value in enumerate(asked.get("values", []), 1)}
            rows = engine.sql(asked["text"], args=values).collect() if values else engine.sql(asked["text"]).collect()
            found = [row.asDict() for row in rows]
        print(json.dumps({"rows": found}, default=str), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)

engine.stop()
