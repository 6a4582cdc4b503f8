"""How the graph is served: JSON, Japanese pages, and the command's words on a terminal."""
