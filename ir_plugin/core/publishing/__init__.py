"""The catalogue on the web: what of a register goes into its folder, how this is written, and how it is checked."""
