"""The public names of `datafusion.functions` → python_functions.txt, one a line. Needs `datafusion` 55.0.0."""

from importlib.metadata import version
from pathlib import Path

import datafusion.functions

names = sorted(datafusion.functions.__all__)
path = Path(__file__).with_name("python_functions.txt")
path.write_text(f"# datafusion {version('datafusion')}\n" + "".join(f"{name}\n" for name in names))
