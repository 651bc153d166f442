"""python -m markgen."""

from markgen.cli import main

if __name__ == "__main__":
    main()
