// A port of Lockstep: port CASE_FILE OUT_DIR
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// What the case says; add fields as you need them.
type Case struct {
	Data    string
	Weights string
	Steps   int
	Run     struct{ Task string }
}

// An array: its shape, and its numbers row by row.
type Array struct {
	Shape []int
	Data  []float64
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	check(err)
	return content
}

// .npy: a header with the shape, then doubles, row by row.
func readNpy(file string) Array {
	content := read(file)
	first := 10 + int(binary.LittleEndian.Uint16(content[8:]))
	header := string(content[10:first])
	var array Array
	shape := header[strings.Index(header, "(")+1 : strings.Index(header, ")")]
	for _, word := range strings.Split(shape, ",") {
		var n int
		if found, _ := fmt.Sscan(word, &n); found == 1 {
			array.Shape = append(array.Shape, n)
		}
	}
	array.Data = make([]float64, (len(content)-first)/8)
	check(binary.Read(bytes.NewReader(content[first:]), binary.LittleEndian, array.Data))
	return array
}

// Write a quantity: in a trace, the step is the first axis.
func writeNpy(file string, array Array) {
	sizes := ""
	for _, n := range array.Shape {
		sizes += fmt.Sprintf("%d, ", n)
	}
	header := "{'descr': '<f8', 'fortran_order': False, 'shape': (" + sizes + "), }"
	var content bytes.Buffer
	fmt.Fprintf(&content, "\x93NUMPY\x01\x00\x76\x00%-117s\n", header)
	check(binary.Write(&content, binary.LittleEndian, array.Data))
	check(os.WriteFile(file, content.Bytes(), 0o666))
}

func main() {
	log.SetFlags(0)
	caseFile, out := os.Args[1], os.Args[2]
	here := filepath.Dir(caseFile) // paths in a case begin here
	var given Case
	check(json.Unmarshal(read(caseFile), &given))

	// The data: a row a sample, its label last; beside each .csv stands a .npy.
	data := strings.TrimSuffix(given.Data, ".csv") + ".npy"
	table := readNpy(filepath.Join(here, data))
	n, columns := table.Shape[0], table.Shape[1]
	// In the equations samples are columns: X is features x samples.
	X := Array{Shape: []int{columns - 1, n}}
	for i := 0; i < columns-1; i++ {
		for j := 0; j < n; j++ {
			X.Data = append(X.Data, table.Data[j*columns+i])
		}
	}

	if given.Run.Task == "echo" {
		// Level 0: write everything that was read, so that a wrong connection
		// is not taken for a wrong network.
		writeNpy(filepath.Join(out, "X.npy"), X)
		// Next: labels; W1, b1, W2, ... from the folder given.Weights; and each
		// number of the case under its own name: steps, seed, batch_size,
		// layer_sizes, l2_penalty, keep_prob, learning_rate, beta1, beta2,
		// epsilon, decay_rate, decay_epochs.
	} else {
		// Level 1: as many updates as given.Steps says.  Stack the loss before
		// each update and W1, b1, ... after it; write loss (steps), W1 (steps x
		// units x inputs), b1 (steps x units x 1), ...  Until then, say so.
		log.Fatalf("the task %s is not written yet", given.Run.Task)
	}
	program, err := os.Executable()
	check(err)
	description := read(filepath.Join(filepath.Dir(program), "port.json"))
	check(os.WriteFile(filepath.Join(out, "trace.json"), description, 0o666))
}
