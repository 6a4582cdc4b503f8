"""How the network is drawn: what a view shows, where it stands, and its forms (SVG, the browser's island)."""
