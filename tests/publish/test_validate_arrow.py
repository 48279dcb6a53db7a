import subprocess
import sys

import pytest

LOADED = "from pipeline.publish.arrow import load_arrow; import sys; {before}; load_arrow(); {after}"
MAKES_ARRAY = "import pyarrow as pa; assert pa.array([1, None]).null_count == 1; print('pandas' in sys.modules)"
FRAME = "import pyarrow as pa; frame = pa.table({'year': [1911, None]}).to_pandas(); print(type(frame).__module__)"
SERIES = (
    "import pandas as pd, pyarrow as pa; pa.table({'year': [1911]}).to_pandas();"
    "print(pa.array(pd.Series([1.5, float('nan')])).null_count)"
)


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        ("pass", MAKES_ARRAY, "False"),
        ("import pandas", MAKES_ARRAY, "True"),
        ("import pyarrow", MAKES_ARRAY, "True"),
        ("pass", FRAME, "pandas"),
        ("import pyarrow", SERIES, "1"),
        ("pass", SERIES, "1"),
        ("pass", "load_arrow(); import pandas; print(pandas.DataFrame({'year': [1911]}).shape)", "(1, 1)"),
    ],
)
def test_pandas_is_loaded_only_when_it_is_asked_for(before, after, printed):
    code = LOADED.format(before=before, after=after)
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == printed
