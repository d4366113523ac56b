from pathlib import Path

import numpy as np
import pytest
from helpers import assert_same_bits, few_examples, refusal
from hypothesis import given
from hypothesis import strategies as st

from firstprinciples import read_data, read_matrix, read_npy, read_weights

# Decimals that careless readers get wrong in the last place.
HARD = [0.1, 1 / 3, 2.2250738585072014e-308, 5e-324, 1.7976931348623157e308]
HARD += [9007199254740993e-16, 1e22, 1e23, 8.41e21, 6.02214076e23, -0.0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def _random_doubles(n_values: int) -> np.ndarray:
    """Full 53-bit numbers over the whole range of exponents."""
    stream = np.random.RandomState(0)
    exponents = stream.randint(-1020, 1020, n_values)
    return np.ldexp(stream.uniform(-1, 1, n_values), exponents)


@pytest.mark.parametrize("form", ["%r", "%.17g"])
def test_every_decimal_is_read_exactly(file: Path, form: str) -> None:
    values = np.concatenate([HARD, _random_doubles(100_000 - len(HARD))])
    rows = values.reshape(-1, 5).tolist()
    lines = [",".join(form % value for value in row) for row in rows]
    file.write_text("\n".join(lines))
    assert_same_bits(read_matrix(file), values.reshape(-1, 5))


def test_a_decimal_between_two_doubles_is_rounded_to_even(file: Path) -> None:
    # 2^53 + 1 and 2^53 + 3 lie half way.
    file.write_text("9007199254740993,9007199254740995.0\n")
    assert_same_bits(read_matrix(file), [[2.0**53, 2.0**53 + 4]])


@few_examples
@given(st.data())
def test_any_finite_matrix_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    double = st.floats(allow_nan=False, allow_infinity=False)
    n_columns = data.draw(st.integers(1, 4))
    row = st.lists(double, min_size=n_columns, max_size=n_columns)
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    file = tmp_path_factory.mktemp("matrix") / "table.csv"
    file.write_text("".join(",".join(map(repr, r)) + "\n" for r in rows))
    assert_same_bits(read_matrix(file), rows)


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n3,4\n",
        "1,2\n3,4",
        "1,2\r\n3,4\r\n",
        "\ufeff1,2\n3,4\n",
        "\ufeffx,y\r\n1,2\r\n3,4\r\n",
        "x,y\n1,2\n3,4\n",
        "first one,\n1,2\n3,4\n",
        " 1, 2 \n3 ,4\n",
        "+1,2.\n3e0,.4E1\n",
    ],
)
def test_forms_of_one_table_are_read_alike(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    matrix = read_matrix(file)
    assert_same_bits(matrix, [[1.0, 2.0], [3.0, 4.0]])
    assert matrix.flags.c_contiguous


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected rows of numbers, got an empty file"),
        ("\n\n", "expected rows of numbers, got an empty file"),
        ("x,y\n", "expected rows of numbers, got a header only"),
        ("x\n", "expected rows of numbers, got a header only"),
        ("1,2\n3\n", "line 2: expected 2 fields, got 1"),
        ("1,2\n3,4,5\n", "line 2: expected 2 fields, got 3"),
        ("x,y\n1,2,3\n", "line 2: expected 2 fields, got 3"),
        ("1,2\n\n3,4\n", "line 2: expected 2 fields, got 1"),
        ("1,x\n", "line 1, field 2: expected a finite number, got x"),
        ("1,2\n3,x y\n", "line 2, field 2: expected a finite number, got x y"),
        ("x,y\n1,\n", "line 2, field 2: expected a finite number, got nothing"),
        ("1,nan\n", "line 1, field 2: expected a finite number, got nan"),
        ("nan,nan\n", "line 1, field 1: expected a finite number, got nan"),
        ("1\n-inf\n", "line 2, field 1: expected a finite number, got -inf"),
        ("1e999\n", "line 1, field 1: expected a finite number, got 1e999"),
        ("1,NA\n", "line 1, field 2: expected a finite number, got NA"),
        ("1,1_000\n", "line 1, field 2: expected a finite number, got 1_000"),
        ("1,0x10\n", "line 1, field 2: expected a finite number, got 0x10"),
        ('1,"2"\n', 'line 1, field 2: expected a finite number, got "2"'),
        ("1,\1\n", "line 1, field 2: expected a finite number, got '\\x01'"),
    ],
)
def test_bad_tables_are_refused(file: Path, text: str, message: str) -> None:
    file.write_text(text)
    joint = ", " if message.startswith("line") else ": "
    assert refusal(read_matrix, file) == f"read_matrix: {file}{joint}{message}"


def test_a_long_field_is_cut_in_the_message(file: Path) -> None:
    file.write_text("1," + "x" * 99)
    assert refusal(read_matrix, file).endswith(" got " + "x" * 30)


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b"1,2\n\xff\xfe,\x80\n")
    assert refusal(read_matrix, file) == (
        f"read_matrix: {file}, line 2, field 1: expected a finite number, "
        "got \ufffd\ufffd"
    )


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "none.csv"
    message = f"read_matrix: {file}: expected a file, got none"
    assert refusal(read_matrix, file) == message
    assert refusal(read_matrix, str(file)) == message
    assert refusal(read_matrix, tmp_path) == (
        f"read_matrix: {tmp_path}: expected a file, got a folder"
    )


@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (1, 1), (2, 3, 4), (0, 3)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_npy_is_read_in_both_orders(
    tmp_path: Path, shape: tuple[int, ...], order: str
) -> None:
    values = _random_doubles(int(np.prod(shape))).reshape(shape)
    file = tmp_path / "array.npy"
    np.save(file, np.asarray(values, order=order))
    assert_same_bits(read_npy(file), values)


def test_npy_keeps_nan_inf_and_minus_zero(tmp_path: Path) -> None:
    values = np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324])
    file = tmp_path / "array.npy"
    np.save(file, values)
    assert_same_bits(read_npy(str(file)), values)


@pytest.mark.parametrize("dtype", ["<f4", "<i8", ">f8"])
def test_npy_of_other_numbers_is_refused(tmp_path: Path, dtype: str) -> None:
    file = tmp_path / "array.npy"
    np.save(file, np.ones(3, dtype))
    assert refusal(read_npy, file) == (
        f"read_npy: {file}: expected doubles, got {dtype}"
    )


@pytest.mark.parametrize("content", [b"", b"1,2\n", b"\x93NUMPY\x01\x00"])
def test_what_is_no_npy_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "array.npy"
    file.write_bytes(content)
    start = f"read_npy: {file}: expected a .npy file"
    assert refusal(read_npy, file).startswith(start)
    file.unlink()
    assert refusal(read_npy, file).startswith(start)


def test_npy_never_unpickles(tmp_path: Path) -> None:
    file = tmp_path / "array.npy"
    np.save(file, np.array([{}]), allow_pickle=True)
    assert refusal(read_npy, file).startswith(f"read_npy: {file}: expected")


def test_data_has_samples_in_columns_and_labels_apart(file: Path) -> None:
    file.write_text("x,y,label\n1,2,0\n3,4,2\n5,6,1\n")
    X, labels = read_data(file)
    assert_same_bits(X, [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]])
    assert_same_bits(labels, [0.0, 2.0, 1.0])
    assert X.flags.c_contiguous
    assert labels.base is None


def test_data_may_have_one_feature(file: Path) -> None:
    file.write_text("3,0\n4,1\n")
    X, labels = read_data(file)
    assert_same_bits(X, [[3.0, 4.0]])
    assert_same_bits(labels, [0.0, 1.0])


def test_data_without_features_is_refused(file: Path) -> None:
    file.write_text("0\n1\n")
    assert refusal(read_data, file) == (
        f"read_data: {file}: expected features and a label, got one column"
    )


def _write_weights(folder: Path) -> None:
    (folder / "W1.csv").write_text("1,2\n3,4\n5,6\n")
    (folder / "b1.csv").write_text("7\n8\n9\n")
    (folder / "W2.csv").write_text("1,0,-1\n")
    (folder / "b2.csv").write_text("0.5\n")


def test_weights_are_read_in_order(tmp_path: Path) -> None:
    _write_weights(tmp_path)
    parameters = read_weights(tmp_path, (2, 3, 1))
    assert list(parameters) == ["W1", "b1", "W2", "b2"]
    assert_same_bits(parameters["W1"], [[1.0, 2], [3, 4], [5, 6]])
    assert_same_bits(parameters["b1"], [[7.0], [8], [9]])
    assert_same_bits(parameters["W2"], [[1.0, 0, -1]])
    assert_same_bits(parameters["b2"], [[0.5]])


@pytest.mark.parametrize(
    ("layer_sizes", "name", "words"),
    [
        ((3, 3, 1), "W1", "expected 3 x 3, got 3 x 2"),
        ((2, 3, 2), "W2", "expected 2 x 3, got 1 x 3"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    tmp_path: Path, layer_sizes: tuple[int, ...], name: str, words: str
) -> None:
    _write_weights(tmp_path)
    file = tmp_path / f"{name}.csv"
    found = refusal(read_weights, tmp_path, layer_sizes)
    assert found == f"read_weights: {file}: {words}"


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    _write_weights(tmp_path)
    file = tmp_path / "W3.csv"
    assert refusal(read_weights, tmp_path, (2, 3, 1, 1)) == (
        f"read_weights: {file}: expected a file, got none"
    )


def test_a_binary_file_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(bytes(range(256)))
    assert refusal(read_matrix, file) == (
        f"read_matrix: {file}: expected text, got binary data"
    )


def test_an_archive_of_arrays_is_no_array(tmp_path: Path) -> None:
    file = tmp_path / "arrays.npz"
    np.savez(file, one=np.ones(2))
    assert refusal(read_npy, file) == (
        f"read_npy: {file}: expected a .npy file, got none that can be read"
    )
