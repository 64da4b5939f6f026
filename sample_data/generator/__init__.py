"""Makes the sample: an invented survey of home industries in the real villages of Bangka Belitung."""
