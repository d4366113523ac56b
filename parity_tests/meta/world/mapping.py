"""What others report of programs that learn, and where it is planted here.

Each row: the name that its source gives it, and the ids of our faults; or why
it cannot exist, or cannot be seen, in these ports.
"""

from __future__ import annotations

from typing import NamedTuple

DATA = "the data are a file of the case, compared bit for bit: X6, D37b"
GIVEN = "the case gives it: every batch of another size shows at once"
NOT_HERE = "no such layer or option in the course"
ONE_PROCESS = "several processes; a port is one"
HARDWARE = "hardware; not a fault of a program"


class Row(NamedTuple):
    """One reported kind of fault.

    Attributes
    ----------
    name : str
    faults : tuple of str
        Ids of the catalogue.
    why : str
        Where no fault stands for it, or what is planted instead.
    """

    name: str
    faults: tuple[str, ...] = ()
    why: str = ""


DEEPCRIME = (
    Row("TCL, change labels", ("W17", "D5"), "a port's own labels"),
    Row("TRD, remove training data", ("D37b", "D37")),
    Row("TUD, unbalance training data", (), DATA),
    Row("TAN, add noise to training data", ("X6",), "in the 16th digit"),
    Row("TCO, make classes overlap", (), DATA),
    Row("HBS, change the batch size", ("D22", "W7")),
    Row("HLR, decrease the learning rate", ("D28",)),
    Row("HNE, change the number of epochs", ("D24", "D24b")),
    Row("HDB, disable batches", (), GIVEN),
    Row("ACH, change the activation", ("D30", "D31")),
    Row("ARM, remove an activation", ("W20",)),
    Row("AAL, add an activation", ("W8",)),
    Row("RAW, add regularization", ("W11",), "of the biases"),
    Row("RCW, change regularization", ("W10", "D1b")),
    Row("RRW, remove regularization", ("W12", "W13")),
    Row("RCD, change the dropout rate", ("D9", "D11")),
    Row("RCP, change the patience", (), NOT_HERE),
    Row("WCI, change the initialization", ("D15", "D16", "D17")),
    Row("WAB, add a bias", ("D16",), "every layer has one: it starts wrong"),
    Row("WRB, remove a bias", ("D2",)),
    Row("LCH, change the loss", ("W9", "D1")),
    Row("OCH, change the optimizer", ("W4", "W5", "D26")),
    Row("OCG, change gradient clipping", (), NOT_HERE),
    Row("VRM, remove the validation set", (), "a search needs one: it refuses"),
)
TAXONOMY = (
    Row("Model: wrong type or initialization", ("D15", "D16", "D17")),
    Row("Layers: missing or redundant layer", ("D36", "W20", "W8")),
    Row("Layers: wrong properties, sizes", ("D21", "D8")),
    Row("Activation: wrong or missing", ("D30", "W20", "W18")),
    Row("Tensors: wrong shape", ("D20", "W16", "D3")),
    Row("Tensors: wrong type", ("X1",), "single precision"),
    Row("Input: wrong format or content", ("D37", "W17")),
    Row("Hyper-parameters: wrong or missing", ("H4", "W3", "D28")),
    Row("Loss: wrong computation or choice", ("D1", "X5", "W9", "W10")),
    Row("Validation and testing", ("D2", "D31", "D32")),
    Row("Preprocessing", ("W15",)),
    Row("Optimizer: wrong choice or state", ("D26", "W1", "W2", "W4")),
    Row("Training data: too few, noisy, wrong", (), DATA),
    Row("Training process: order, memory of batches", ("D22", "D23", "W6")),
    Row("GPU usage", (), "ports compute on CPUs"),
    Row("API: wrong or missing call", ("H3", "D19")),
)
TRAINCHECK = (
    Row("baichuan2-86: faulty hardware between two GPUs", (), ONE_PROCESS),
    Row(
        "deepspeed-1801: gradients clipped on one rank alone",
        (),
        ONE_PROCESS,
    ),
    Row("deepspeed-5794: workers call with other arguments", (), ONE_PROCESS),
    Row(
        "lightning-thunder-725: mixed precision not as asked for",
        ("X1",),
        "single precision where double is asked for",
    ),
    Row("mmpretrain-702: stages that should be frozen are not", ("D27", "H3")),
    Row("pytorch-51800: a norm is used before it is set", (), NOT_HERE),
    Row("pytorch-84803: faulty hardware or driver", (), HARDWARE),
    Row("pytorch-96600: faulty hardware or driver", (), HARDWARE),
    Row("pytorch-104336: replicas drift apart", (), ONE_PROCESS),
    Row(
        "pytorch-115607: a compiled optimizer does not count its updates",
        ("W2",),
    ),
    Row("pytorch-forum-84911: frozen layers do not learn", ("H3",)),
    Row(
        "stackoverflow-60335387: gradients add up over the steps",
        (),
        "a step computes its gradients anew; there is no store to clear",
    ),
    Row("stackoverflow-67180955: all workers draw one stream", ("D10", "D10b")),
    Row(
        "transformers-17877: weights are initialized again and again",
        (),
        "slow, not wrong",
    ),
    Row("transformers-23723: more text than allowed", (), NOT_HERE),
    Row("transformers-33844: dropout while predicting", ("D32",)),
    Row(
        "transformers-34204: a batch of inputs becomes one",
        (),
        "no text; a result of another shape is no result",
    ),
    Row("x-jxmnop-ddp-out-of-sync: replicas drift apart", (), ONE_PROCESS),
)
SOURCES = (
    (
        "DeepCrime's operators",
        "Humbatova, Jahangirova and Tonella (2021), ISSTA, "
        "doi:10.5281/zenodo.4772465",
        DEEPCRIME,
    ),
    (
        "Taxonomy of real faults",
        "Humbatova et al. (2020), ICSE",
        TAXONOMY,
    ),
    (
        "TrainCheck's silent errors",
        "Jiang et al. (2025), OSDI; its artifact names these eighteen of "
        "twenty, https://github.com/OrderLab/TrainCheck-Evaluation-Workloads",
        TRAINCHECK,
    ),
)
