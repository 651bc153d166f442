"""Writing files: one module a format, and all of them whole or not at all."""
