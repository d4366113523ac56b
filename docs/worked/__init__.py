"""Worked numbers that pages show: computed or measured, never typed."""

from __future__ import annotations

from collections.abc import Callable

from . import descent, gates, layers, posts, softmax, statistics

SHOWN: tuple[Callable[[], str], ...] = (
    descent.two_rates,
    gates.perceptron_rule,
    gates.xor_by_hand,
    layers.deep_backward,
    layers.deep_forward,
    layers.deep_parameters,
    layers.sawtooth,
    layers.vanishing,
    posts.fault_table,
    posts.post_counts,
    posts.python_losses,
    posts.r_losses,
    posts.relu_times,
    softmax.chain,
    softmax.likelihood,
    softmax.two_classes,
    statistics.counts,
    statistics.whole,
)
TABLES = {show.__name__: show for show in SHOWN}
