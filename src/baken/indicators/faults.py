"""What is wrong with a rule file: where, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the file as it was named, the line (from 1), the cause in English."""

    file: str
    line: int
    cause: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.cause}"


class FaultyRules(Exception):
    """Rules that can't be used; `faults` has every fault of every file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class FaultList:
    """Collects the faults of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def add(self, line: int, cause: str) -> None:
        """Notes a fault; the same one twice on a line is noted once."""
        fault = Fault(self.file, line, " ".join(cause.split()))
        if fault not in self.faults:
            self.faults.append(fault)
