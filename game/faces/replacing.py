"""Files put in place of older ones at once: whoever reads them meets the old or the new, whole."""

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put these bytes in place of a file at once: nobody ever reads half of them.

    OSError when it cannot be written; the file is then as it was.
    """
    try:
        _put(path.resolve(), data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _put(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        fresh.chmod(mode & 0o777)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The rights that new files are to lack; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
