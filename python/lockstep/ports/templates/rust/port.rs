//! A port of Lockstep: port CASE_FILE OUT_DIR
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The case by its names: beside each NAME.json stands NAME.txt, a field a line.
fn read_fields(file: &Path) -> io::Result<HashMap<String, String>> {
    let text = fs::read_to_string(file.with_extension("txt"))?;
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    Ok(pairs.map(|(name, value)| (name.into(), value.into())).collect())
}

/// An array: its shape, and its numbers row by row.
struct Array {
    shape: Vec<usize>,
    data: Vec<f64>,
}

/// .npy: a header with the shape, then doubles, row by row.
fn read_npy(file: &Path) -> io::Result<Array> {
    let bytes = fs::read(file)?;
    let first = 10 + u16::from_le_bytes([bytes[8], bytes[9]]) as usize;
    let header = String::from_utf8_lossy(&bytes[10..first]);
    let shape = header.split(&['(', ')'][..]).nth(1).unwrap_or("");
    let numbers = bytes[first..].chunks_exact(8);
    Ok(Array {
        shape: shape.split(',').filter_map(|n| n.trim().parse().ok()).collect(),
        data: numbers.map(|b| f64::from_le_bytes(b.try_into().unwrap())).collect(),
    })
}

/// Write a quantity: in a trace, the step is the first axis.
fn write_npy(file: PathBuf, array: &Array) -> io::Result<()> {
    let sizes: String = array.shape.iter().map(|n| format!("{n}, ")).collect();
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({sizes}), }}");
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(format!("{header:<117}\n").bytes());
    bytes.extend(array.data.iter().flat_map(|x| x.to_le_bytes()));
    fs::write(file, bytes)
}

fn main() -> io::Result<()> {
    let paths: Vec<PathBuf> = env::args().skip(1).map(PathBuf::from).collect();
    let (case_file, out) = (&paths[0], &paths[1]);
    let case = read_fields(case_file)?;
    let here = case_file.parent().unwrap(); // paths in a case begin here

    // The data: a row a sample, its label last; beside each .csv stands a .npy.
    let table = read_npy(&here.join(&case["data"]).with_extension("npy"))?;
    let (n, columns) = (table.shape[0], table.shape[1]);
    // In the equations samples are columns: X is features x samples.
    let mut x = Array { shape: vec![columns - 1, n], data: vec![] };
    for i in 0..columns - 1 {
        x.data.extend((0..n).map(|j| table.data[j * columns + i]));
    }

    if case.get("run.task").map(String::as_str) == Some("echo") {
        // Level 0: write everything that was read, so that a wrong connection
        // is not taken for a wrong network.
        write_npy(out.join("X.npy"), &x)?;
        // Next: labels; W1, b1, W2, ... from the folder case["weights"]; and
        // each number of the case under its own name: steps, seed, batch_size,
        // layer_sizes, l2_penalty, keep_prob, learning_rate, beta1, beta2,
        // epsilon, decay_rate, decay_epochs.
    } else {
        // Level 1: as many updates as case["steps"] says.  Stack the loss
        // before each update and W1, b1, ... after it; write loss (steps), W1
        // (steps x units x inputs), b1 (steps x units x 1), ...  Until then,
        // say so.
        return Err(io::Error::new(io::ErrorKind::Other, "this task is not written yet"));
    }
    let home = env::current_exe()?;
    fs::copy(home.with_file_name("port.json"), out.join("trace.json"))?;
    Ok(())
}
