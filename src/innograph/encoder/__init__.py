"""A small network that reads sentences in their context: names, relations, figures and statements by chance."""

from innograph.encoder.contexts import Context, Sensed, Triple
from innograph.encoder.encodings import Encoding, Stretch
from innograph.encoder.network import Encoder, read_encoder
from innograph.encoder.tags import PARSER, Hint, Tagged, Tagger

__all__ = [
    "PARSER",
    "Context",
    "Encoder",
    "Encoding",
    "Hint",
    "Sensed",
    "Stretch",
    "Tagged",
    "Tagger",
    "Triple",
    "read_encoder",
]
