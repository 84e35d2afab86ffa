"""A soak a file; see tests.soak for how to add one."""
