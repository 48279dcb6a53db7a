"""Run the stages over a corpus: in this process or in several, from documents to a published package."""
