"""The graph in the formats of other programs: a module a format, each a stream of bytes made from Content."""
