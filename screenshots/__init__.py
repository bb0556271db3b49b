"""Pictures of the real program: scenes are driven by keys, drawn as SVG, turned into PNG."""
