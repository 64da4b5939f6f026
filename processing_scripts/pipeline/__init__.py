"""A file that names the steps from survey to catalogue: read, checked wholly, run, resumed, recorded."""
