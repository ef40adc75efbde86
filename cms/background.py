"""Work that nobody waits for, without a broker: a thread of the process that was asked."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0  # seconds between two trials


class Worker:
    """One thread at most in each process. It tries again, less and less often, for as long as the process lives."""

    def __init__(self, name: str, attempt: Callable[[], bool]) -> None:
        """``attempt`` does all that waits, and returns whether trying again would be of no use."""
        self.name, self.attempt = name, attempt
        self._logger = logging.getLogger(name)
        self.forget()
        os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """After a fork: the thread stayed with the parent. ``was_asked`` says whether this process ever kicked."""
        self._lock = threading.Lock()
        self._asked = False
        self.was_asked = False
        self._thread: threading.Thread | None = None

    def kick(self) -> None:
        with self._lock:
            self._asked = self.was_asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"{self.name}-worker", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while self._goes_on():
            if self._done():
                pause = FIRST_PAUSE
            else:
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                self._asked = True

    def _goes_on(self) -> bool:
        with self._lock:
            if not self._asked:
                self._thread = None
            wanted, self._asked = self._asked, False
            return wanted

    def _done(self) -> bool:
        """Whether the work is done, or will not be done by trying again."""
        try:
            close_old_connections()
            return self.attempt()
        except DatabaseError:
            self._logger.exception("%s_worker_failed", self.name)
            return False
        except Exception:
            self._logger.exception("%s_worker_failed", self.name)
            return True
        finally:
            connection.close()
