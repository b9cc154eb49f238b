"""One long-lived process of mnistfit's: a path goes in, a record comes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import threading
import weakref
from collections import deque
from typing import IO, Any, Deque, Dict, List, Optional, Tuple

from ._answers import MnistfitError
from ._pictures import Picture, bytes_of, path_of

_TOLD = (2, 3)  # wrong usage, can't work: the last line says why
_PATIENCE = 10  # seconds that a process has to end by itself


class Process:
    """Starts when it is first asked, and anew where it has died; each fork of Python has its own."""

    def __init__(self, program: Optional[str], command: str, options: Dict[str, Any]) -> None:
        self._program = program
        self._arguments: List[str] = [command, "--json", "--null", "--files-from", "-"]
        for name, value in options.items():
            if value is not None:
                self._arguments += [f"--{name}", str(value)]
        self._lock = threading.Lock()
        self._running: Optional[_Running] = None
        _processes.add(self)

    def __call__(self, picture: Picture) -> Tuple[str, Dict[str, Any]]:
        path = path_of(picture)
        if path is not None:
            return path, self._ask(os.path.abspath(path))
        content = bytes_of(picture)
        handle, file = tempfile.mkstemp(prefix="mnistfit-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            return "-", self._ask(file)
        finally:
            os.unlink(file)

    def _ask(self, path: str) -> Dict[str, Any]:
        if "\0" in path:
            raise ValueError("a path has no NUL in it")
        encoded = os.fsencode(path)
        with self._lock:
            running = self._running
            if running is not None and running.owner != os.getpid():
                running.forget()
                running = None
            if running is not None and running.is_dead():  # since the last answer: nothing is lost
                running.end()
                running = None
            if running is None:
                running = self._running = _Running(self._program, self._arguments)
            try:
                return running.ask(encoded)
            except BaseException:  # the next answer would be this one's
                self._running = None
                running.end(at_once=True)
                raise

    def close(self) -> None:
        with self._lock:
            running, self._running = self._running, None
        if running is not None and running.owner == os.getpid():
            running.end()


_processes: "weakref.WeakSet[Process]" = weakref.WeakSet()


def _renew_locks() -> None:
    for process in _processes:
        process._lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_locks)  # a thread that the child lacks may hold the old ones


class _Running:
    def __init__(self, program: Optional[str], arguments: List[str]) -> None:
        self.owner = os.getpid()
        named = program or os.environ.get("MNISTFIT") or "mnistfit"
        found = shutil.which(named)
        if found is None:
            raise MnistfitError(
                f"there is no program {named}: install mnistfit, put it on the PATH, or name it in MNISTFIT"
            )
        try:
            self._process = subprocess.Popen(
                [found, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,  # what isn't written yet would be written by a fork, too
                start_new_session=True,  # Python is interrupted from the keyboard, and ends it then
            )
        except OSError as failure:
            raise MnistfitError(f"{found} can't be started: {failure.strerror}") from failure
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout
        self._left = b""
        self._said: Deque[str] = deque(maxlen=5)
        self._listener = threading.Thread(target=_listen, args=(self._process.stderr, self._said), daemon=True)
        self._listener.start()
        # Also where nobody closes it: it ends at the end of its input.
        self._finalizer = weakref.finalize(self, _end, self._process, self.owner)

    def is_dead(self) -> bool:
        return self._process.poll() is not None

    def ask(self, path: bytes) -> Dict[str, Any]:
        try:
            left = memoryview(path + b"\0")
            while left:
                left = left[os.write(self._in.fileno(), left) :]
        except OSError:
            raise self._dead() from None
        while b"\0" not in self._left:
            more = os.read(self._out.fileno(), 1 << 16)
            if not more:
                raise self._dead()
            self._left += more
        record, _, self._left = self._left.partition(b"\0")
        try:
            answer = json.loads(record)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise MnistfitError("mnistfit's answer can't be understood")
        return answer

    def _dead(self) -> MnistfitError:
        try:
            status = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return MnistfitError("mnistfit answers no more")
        self._listener.join(_PATIENCE)
        prefix = "mnistfit: "
        said = [line[len(prefix) :] for line in self._said if line.startswith(prefix)]
        if status in _TOLD and said:
            return MnistfitError(said[-1])
        return MnistfitError(f"mnistfit ended with status {status}")

    def forget(self) -> None:
        """Lets go of a process that belongs to Python's parent, which would wait for its end in vain."""
        self._in.close()
        self._out.close()
        self._process.returncode = 0  # or its object would warn that it is still running

    def end(self, at_once: bool = False) -> None:
        if at_once:
            self._process.kill()
        self._finalizer()


def _listen(stream: IO[bytes], said: Deque[str]) -> None:
    with stream:
        for line in stream:
            said.append(line.decode("utf-8", "replace").rstrip("\r\n"))


def _end(process: "subprocess.Popen[bytes]", owner: int) -> None:
    if owner != os.getpid():
        return  # a fork doesn't end its parent's
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                pass
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
