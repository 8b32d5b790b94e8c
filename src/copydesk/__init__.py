"""Pages in, a sourced account out."""
