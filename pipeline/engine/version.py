"""The version that the command, the package and the descriptor speak of."""

VERSION = "0.1.0"
