"""Faults in pictures: the numbers are right, and something else is drawn."""

from __future__ import annotations

from planting import Edit

from .table import Fault, operation

FAULTS = (
    Fault(
        "X11",
        python=[
            Edit("plots", "losses[:, number],", "losses[::-1, number],"),
        ],
        r=[Edit("plots", "loss <- c(losses)", "loss <- rev(c(losses))")],
        octave=[
            Edit(
                "plots/plot_losses",
                "0:rows (losses) - 1, losses,",
                "0:rows (losses) - 1, flipud (losses),",
            )
        ],
        seen=[
            operation("plot_losses-ordinary", "curves"),
            operation("plot_losses-log", "curves"),
        ],
    ),
    Fault(
        "X12",
        python=[
            Edit(
                "plots",
                "axes.text(\n            column, row,",
                "axes.text(\n            row, column,",
            ),
        ],
        r=[
            Edit(
                "plots",
                "ggplot2::aes(predicted, true, label",
                "ggplot2::aes(true, predicted, label",
            )
        ],
        octave=[
            Edit(
                "plots/plot_confusion_matrix",
                "text (column - 1, row - 1, words",
                "text (row - 1, column - 1, words",
            )
        ],
        seen=[
            operation("plot_confusion_matrix-ordinary", "cells"),
            operation("plot_confusion_matrix-uneven", "cells"),
        ],
    ),
    Fault(
        "X13",
        python=[
            Edit(
                "plots",
                "counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)",
                "counts / np.maximum(counts.sum(axis=0, keepdims=True), 1)",
            )
        ],
        r=[
            Edit(
                "plots",
                "c(counts / pmax(rowSums(counts), 1))",
                "c(t(t(counts) / pmax(colSums(counts), 1)))",
            )
        ],
        octave=[
            Edit(
                "plots/plot_confusion_matrix",
                "counts ./ max (sum (counts, 2), 1)",
                "counts ./ max (sum (counts, 1), 1)",
            )
        ],
        seen=[
            operation("plot_confusion_matrix-ordinary", "shares"),
            operation("plot_confusion_matrix-uneven", "shares"),
        ],
    ),
    Fault(
        "X14",
        python=[
            Edit(
                "plots",
                "axes.plot(x[1], y[1], color",
                "axes.plot(y[1], x[1], color",
            )
        ],
        r=[
            Edit(
                "pictures",
                "aes(x, y, colour = name",
                "aes(y, x, colour = name",
            )
        ],
        octave=[
            Edit(
                "plots/private/new_curve",
                "drawn = plot (ax, x, y,",
                "drawn = plot (ax, y, x,",
            )
        ],
        seen=[
            operation("plot_roc-ordinary", "x"),
            operation("plot_precision_recall-ordinary", "x"),
        ],
    ),
    Fault(
        "X15",
        python=[
            Edit(
                "plots",
                "predict_labels(points, parameters, network)",
                "predict_labels(points, {n: -p for n, p in "
                "parameters.items()}, network)",
            )
        ],
        r=[
            Edit(
                "plots",
                "predict_labels(points, parameters, network)",
                "predict_labels(points, lapply(parameters, `-`), network)",
            )
        ],
        octave=[
            Edit(
                "plots/plot_decision_boundary",
                "[X1(:), X2(:)]', parameters, network)",
                "[X1(:), X2(:)]', structfun (@uminus, parameters, "
                '"UniformOutput", false), network)',
            )
        ],
        seen=[
            operation("plot_decision_boundary-ordinary", "regions"),
            operation("plot_decision_boundary-two_regions", "regions"),
        ],
    ),
    Fault(
        "X16",
        python=[
            Edit(
                "plots",
                'origin="lower",\n        extent=edges(x1, x2)',
                'origin="upper",\n        extent=edges(x1, x2)',
            )
        ],
        r=[Edit("plots", "rep(rev(x2), each = GRID)", "rep(x2, each = GRID)")],
        octave=[
            Edit(
                "plots/plot_decision_boundary",
                "x2([1, end]), shown);",
                "x2([end, 1]), shown);",
            )
        ],
        seen=[
            operation("plot_decision_boundary-ordinary", "regions"),
            operation("plot_decision_boundary-two_regions", "regions"),
        ],
    ),
    Fault(
        "X17",
        python=[
            Edit(
                "pictures",
                "            color=colour(label),",
                "            color=colour(label + 1),",
            )
        ],
        r=[
            Edit(
                "pictures",
                "scale_fill_manual(NULL, values = cycle(COLOURS, classes))",
                "scale_fill_manual(NULL, values = cycle(COLOURS, classes + 1))",
            )
        ],
        octave=[
            Edit(
                "plots/private/draw_samples",
                "cycle (style ().colours, label)",
                "cycle (style ().colours, label + 1)",
            )
        ],
        seen=[
            operation("plot_data-nine_classes", "colours"),
            operation("plot_decision_boundary-ordinary", "colours"),
        ],
    ),
    Fault(
        "X18",
        python=[
            Edit(
                "plots",
                '        "predicted class",\n        "true class",',
                '        "true class",\n        "predicted class",',
            )
        ],
        r=[
            Edit(
                "plots",
                '"predicted class", "true class"',
                '"true class", "predicted class"',
            )
        ],
        octave=[
            Edit(
                "plots/plot_confusion_matrix",
                '"predicted class", "true class");',
                '"true class", "predicted class");',
            )
        ],
        seen=[
            operation(
                "plot_confusion_matrix-ordinary",
                "words",
                "expected 'predicted class', got 'true class'",
            )
        ],
    ),
    Fault(
        "X19",
        python=[Edit("plots", 'axes.set(yscale="log", ', "axes.set(")],
        r=[
            Edit(
                "plots",
                "+\n      ggplot2::scale_y_log10()",
                "+\n      ggplot2::scale_y_continuous()",
            )
        ],
        octave=[
            Edit("plots/plot_losses", 'set (ax, "yscale", "log", ', "set (ax, ")
        ],
        seen=[
            operation(
                "plot_losses-log", "scales", "expected 'log', got 'linear'"
            )
        ],
        hidden=[operation("plot_losses-ordinary", "")],
    ),
)
