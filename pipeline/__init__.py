"""From documents to dated events to a published data package.

    >>> import pipeline
    >>> [timex.value.edtf for timex in pipeline.tag("The bridge opened on 5 May 1932.")]
    ['1932-05-05']

`tag` and `extract` look at one text, `build` publishes a corpus, `load` reads what was published into pandas.
"""

from pipeline.api import build, document, extract, load, read_corpus, tag

__all__ = ["build", "document", "extract", "load", "read_corpus", "tag"]
