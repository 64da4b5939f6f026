"""An office's part of the register: what belongs to it, how it is compared on its return, and how it is merged."""
