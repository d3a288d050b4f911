"""The plan for digital safety: read from its file, in both languages, with a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baken.vocabulary.code_list import Label

SHIPPED = Path(__file__).parent / "plan.yaml"


class PlanUnusable(Exception):
    """The file of the plan can't be used: every topic and step says everything in Dutch and English."""


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step: what somebody can do, whether the other could notice, what to do then, and which public
    services help with it, by name."""

    code: str
    do: Label
    notice: Label
    then: Label
    helped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Steps about one thing."""

    code: str
    title: Label
    about: Label
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it; `version` says which text somebody chose from."""

    version: int
    title: Label
    first: Label
    question: Label
    topics: tuple[Topic, ...]

    @property
    def steps(self) -> dict[str, PlanStep]:
        """Every step by its code, in the order of the plan."""
        return {step.code: step for topic in self.topics for step in topic.steps}


@cache
def plan() -> Plan:
    """The plan that comes with the program. Raises `PlanUnusable`."""
    return read_plan(SHIPPED.read_text("utf-8"))


def read_plan(text: str) -> Plan:
    """The plan of a file. Raises `PlanUnusable`."""
    try:
        told = yaml.safe_load(text)
        topics = tuple(_topic(one) for one in told["topics"])
        read = Plan(
            int(told["version"]), _label(told["title"]), _label(told["first"]), _label(told["question"]),
            topics,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as fault:
        raise PlanUnusable(str(fault)) from fault
    if len(read.steps) != sum(len(topic.steps) for topic in topics):
        raise PlanUnusable("a step stands twice")
    return read


def _topic(told: Mapping[str, Any]) -> Topic:
    steps = tuple(
        PlanStep(
            one["code"], _label(one["do"]), _label(one["notice"]), _label(one["then"]),
            tuple(one.get("helped_by", ())),
        )
        for one in told["steps"]
    )  # fmt: skip
    return Topic(told["code"], _label(told["title"]), _label(told["about"]), steps)


def _label(told: Mapping[str, str]) -> Label:
    both = Label(told["nl"].strip(), told["en"].strip())
    if not both.nl or not both.en:
        raise ValueError("a language is missing")
    return both
