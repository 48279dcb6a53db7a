"""What is run by hand, with a library that the project doesn't require, is not looked through for tests."""

collect_ignore = ["coverage_guided.py"]
