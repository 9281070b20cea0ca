"""Apache Spark over the same Parquet files: in this computer, or a cluster to which the folder is shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.superior.warehouse.columns import SENDER, TABLES, Columns
from counter_app.superior.warehouse.contents import file_of
from counter_app.superior.warehouse.engines.engine import Counted, Row, sql_of

try:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
except ImportError as missing:
    raise RuleError(
        _("Máy này chưa cài Spark (pyspark và Java). Cài theo docs/scale.md, hoặc chọn duckdb."),
        field="engine",
        rule="engine_missing",
    ) from missing

if TYPE_CHECKING:
    from counter_app.superior.warehouse.questions import Period, Question

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""In this computer nothing listens to the network."""


class Spark:
    """A Spark session; ``master`` is "spark" for this computer, or a master's address."""

    name = "spark"

    def __init__(self, master: str, folder: Path, leaves: Iterable[str]) -> None:
        here = master == "spark" or master.startswith("local")
        builder = SparkSession.builder.appName("quay-mot-cua").master(
            "local[*]" if master == "spark" else master
        )
        for name, value in (_SETTINGS | (_HERE if here else {})).items():
            builder = builder.config(name, value)
        try:
            self._spark = builder.getOrCreate()
            names = list(leaves)
            for table, columns in TABLES.items():
                paths = [str(file_of(folder, table, name).absolute()) for name in names]
                # Said instead of looked up: looking into every file first takes longer than the answer.
                schema = _schema(columns)
                lines = (
                    self._spark.read.schema(schema).parquet(*paths)
                    if paths
                    else self._spark.createDataFrame([], schema)
                )
                lines.createOrReplaceTempView(table)
        except (PySparkException, OSError, RuntimeError) as error:
            raise _failed(error) from error

    def ask(self, question: Question, period: Period, senders: Sequence[Counted]) -> list[Row]:
        """The rows of an answer, in no order. Errors: StoreError."""
        try:
            self._spark.sql(_said(senders)).createOrReplaceTempView("sender")
            found = self._spark.sql(sql_of(question, period, "pyspark")).collect()
        except PySparkException as error:
            raise _failed(error) from error
        return [tuple(row) for row in found]

    def close(self) -> None:
        """End the session; the Java program ends with this one."""
        self._spark.stop()


def _schema(columns: Columns) -> str:
    return ", ".join(f"`{name}` {kind.spark}" for name, kind in columns.items())


def _said(senders: Sequence[Counted]) -> str:
    """The senders as SQL: rows handed over from Python would start Python beside every worker."""
    if not senders:
        empty = ", ".join(f"CAST(NULL AS {kind.spark}) AS {key}" for key, kind in SENDER.items())
        return f"SELECT {empty} WHERE false"
    rows = ", ".join(
        f"({item.sender}L, '{_quoted(item.office)}', DATE'{item.until.isoformat()}')"
        if item.sender > -(2**63)
        else f"(-9223372036854775807L - 1L, '{_quoted(item.office)}', DATE'{item.until.isoformat()}')"
        for item in senders
    )
    return f"SELECT * FROM VALUES {rows} AS t({', '.join(SENDER)})"  # noqa: S608 - quoted


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _failed(error: Exception) -> StoreError:
    text = _("Spark không trả lời: {detail}. Kiểm tra Java và máy chủ Spark, hoặc chọn duckdb.")
    return StoreError(text.format(detail=str(error).strip().splitlines()[0][:200]))
