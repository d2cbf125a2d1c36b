"""A small network that reads sentences in their context: names, relations, figures and statements by chance."""

from innograph.encoder.contexts import Context, Sensed, Triple
from innograph.encoder.encodings import Encoding, Stretch
from innograph.encoder.network import Encoder, read_encoder
from innograph.encoder.tags import PARSER, Hint, Hints, Tagged

__all__ = [
    "PARSER",
    "Context",
    "Encoder",
    "Encoding",
    "Hint",
    "Hints",
    "Sensed",
    "Stretch",
    "Tagged",
    "Triple",
    "read_encoder",
]
