"""Bursts: weeks in which a word is used so much more that a second state explains them better.

Kleinberg 2002, "Bursty and hierarchical structure in streams", the batched form with two states: a base
rate (that of all weeks) and one `SCALING` times as high; going up costs `GAMMA` times the logarithm of the
number of weeks, going down nothing. The cheapest path is found for all words at once.
"""

import numpy as np
import numpy.typing as npt

SCALING = 2.0
GAMMA = 1.0
_HIGHEST = 0.9999
_LOWEST = 1e-9

Numbers = npt.NDArray[np.float64]
States = npt.NDArray[np.bool_]


def bursting(used: Numbers, everybody: Numbers) -> States:
    """Per word (row) and week (column), weeks in their order, whether it is in a burst.

    `used` counts who used the word, `everybody` all who could have, in the same places. A week without
    anybody says nothing and stays in the state before it.
    """
    words, weeks = used.shape
    if not words or not weeks:
        return np.zeros((words, weeks), dtype=np.bool_)
    base = np.clip(used.sum(axis=1) / np.maximum(everybody.sum(axis=1), 1.0), _LOWEST, _HIGHEST)
    high = np.minimum(base * SCALING, _HIGHEST)
    # the binomial coefficient is the same in both states, so it decides nothing
    cost_low = -_log_likelihood(used, everybody, base)
    cost_high = -_log_likelihood(used, everybody, high)
    step = GAMMA * np.log(max(weeks, 2))
    low, up = cost_low[:, 0].copy(), cost_high[:, 0] + step
    came_up = np.zeros((words, weeks), dtype=np.bool_)
    came_down = np.zeros((words, weeks), dtype=np.bool_)
    for week in range(1, weeks):
        came_down[:, week] = up < low
        came_up[:, week] = low + step < up
        low, up = (
            np.minimum(low, up) + cost_low[:, week],
            np.minimum(up, low + step) + cost_high[:, week],
        )
    states = np.zeros((words, weeks), dtype=np.bool_)
    now = up < low
    for week in range(weeks - 1, -1, -1):
        states[:, week] = now
        now = np.where(now, ~came_up[:, week], came_down[:, week])
    return states


def _log_likelihood(used: Numbers, everybody: Numbers, rate: Numbers) -> Numbers:
    found: Numbers = used * np.log(rate)[:, None] + (everybody - used) * np.log1p(-rate)[:, None]
    return found


def weeks_bursting(states: States) -> npt.NDArray[np.int64]:
    """Per word for how many weeks, up to and with the last one, it is in a burst without a break."""
    backwards = states[:, ::-1]
    found: npt.NDArray[np.int64] = np.cumprod(backwards, axis=1).sum(axis=1).astype(np.int64)
    return found
