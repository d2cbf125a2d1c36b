"""A small network that reads sentences in their context: names, relations, figures and statements by chance."""

from innograph.encoder.contexts import OTHER, Context, Triple, Witness
from innograph.encoder.encodings import Encoding, Stretch
from innograph.encoder.network import Encoder, read_encoder
from innograph.encoder.tags import PARSER, Hint, Tagged, Tagger

__all__ = [
    "OTHER",
    "PARSER",
    "Context",
    "Encoder",
    "Encoding",
    "Hint",
    "Stretch",
    "Tagged",
    "Tagger",
    "Triple",
    "Witness",
    "read_encoder",
]
