// A port in Go: build/port CASE_FILE OUT_DIR
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
)

// Network says what is computed; its words are those of the case.
type Network struct {
	Activations []string
	Loss        string
	Reduction   string
	L2Penalty   float64 `json:"l2_penalty"`
	KeepProb    float64 `json:"keep_prob"`
}

// Optimizer says how parameters change.
type Optimizer struct {
	Name, Schedule string
	LearningRate   float64 `json:"learning_rate"`
	Beta1, Beta2   float64
	Epsilon        float64
	DecayRate      float64 `json:"decay_rate"`
	DecayEpochs    int     `json:"decay_epochs"`
}

// Case is what training needs to know.
type Case struct {
	Weights   string
	Network   Network
	Optimizer Optimizer
	Steps     int
	BatchSize int `json:"batch_size"`
	Run       struct {
		Task                   string
		FirstStep              int `json:"first_step"`
		Batches, Masks, Starts string
		Intermediates          bool
	}
}

// named finds the quantities of a layer by their names in files.
func (layer *Layer) named() map[string]*Matrix {
	return map[string]*Matrix{
		"W": &layer.W, "b": &layer.b, "dW": &layer.dW, "db": &layer.db,
		"vW": &layer.vW, "vb": &layer.vb, "sW": &layer.sW, "sb": &layer.sb,
		"Z": &layer.Z, "G": &layer.G, "M": &layer.M, "A": &layer.A,
		"dZ": &layer.dZ, "dG": &layer.dG, "dA": &layer.dA,
	}
}

// load reads what a folder has for each layer: W1, b1, ..., vW1, ..., or M1, ...
func load(layers []Layer, folder string, step int) {
	for l := 1; l < len(layers); l++ {
		for name, place := range layers[l].named() {
			file := fmt.Sprintf("%s/%s%d.npy", folder, name, l)
			if _, err := os.Stat(file); err == nil {
				*place = readMatrix(file, step)
			}
		}
	}
}

// writeLayers writes what is there, behind the axis of steps if there is one.
func writeLayers(trace Trace, layers []Layer, names []string, steps ...int) {
	for l := 1; l < len(layers); l++ {
		for _, name := range names {
			if A := layers[l].named()[name]; A.data != nil {
				shape := append(append([]int{}, steps...), A.rows, A.cols)
				trace.write(fmt.Sprint(name, l), A.data, shape...)
			}
		}
	}
}

var (
	parameters    = []string{"W", "b"}
	updated       = []string{"W", "b", "dW", "db", "vW", "vb", "sW", "sb"}
	intermediates = []string{"Z", "G", "M", "A", "dZ", "dG", "dA"}
)

// readSamples gives X and the labels; in the file a sample is a row, its label last.
func readSamples(folder string) (Matrix, []float64) {
	table := readMatrix(folder+"/data.npy", 0).transposed()
	last := table.rows - 1
	return Matrix{last, table.cols, table.data[:last*table.cols]}, table.row(last)
}

func echo(given map[string]any, X Matrix, labels []float64, layers []Layer, trace Trace) {
	trace.write("X", X.data, X.rows, X.cols)
	trace.write("labels", labels, len(labels))
	writeLayers(trace, layers, parameters)
	for _, part := range []any{given, given["network"], given["optimizer"]} {
		for name, value := range part.(map[string]any) {
			if number, isNumber := value.(float64); isNumber {
				trace.write(name, []float64{number})
			}
		}
	}
	var sizes []float64
	for _, size := range given["network"].(map[string]any)["layer_sizes"].([]any) {
		sizes = append(sizes, size.(float64))
	}
	trace.write("layer_sizes", sizes, len(sizes))
}

// operations computes functions of a matrix Z: activations.
func operations(cases []any, folder string, trace Trace) {
	for _, id := range cases {
		var given struct {
			Operation string
			Run       struct{ Returns []string }
		}
		name := id.(string)
		readJSON(folder+"/"+name+"/case.json", &given)
		A := activate(given.Operation, readMatrix(folder+"/"+name+"/Z.npy", 0))
		check(os.Mkdir(trace.folder+"/"+name, 0o777))
		trace.write(name+"/"+given.Run.Returns[0], A.data, A.rows, A.cols)
	}
}

func targets(labels []float64, nOutputs int) Matrix {
	if nOutputs == 1 {
		return Matrix{1, len(labels), labels}
	}
	Y := zeros(nOutputs, len(labels))
	for j, label := range labels {
		Y.set(int(label), j, 1)
	}
	return Y
}

// numbersOf the samples of a step: -1 fills up a smaller batch.
func numbersOf(batch []float64) []int {
	var numbers []int
	for _, j := range batch {
		if j >= 0 {
			numbers = append(numbers, int(j))
		}
	}
	return numbers
}

func first(n int) []int {
	numbers := make([]int, n)
	for j := range numbers {
		numbers[j] = j
	}
	return numbers
}

func startAverages(layers []Layer) {
	for l := range layers {
		layer := &layers[l]
		layer.vW, layer.sW = zeros(layer.W.rows, layer.W.cols), zeros(layer.W.rows, layer.W.cols)
		layer.vb, layer.sb = zeros(layer.b.rows, 1), zeros(layer.b.rows, 1)
	}
}

func train(given Case, folder string, X Matrix, labels []float64, layers []Layer, trace Trace) {
	network, optimizer, run := given.Network, given.Optimizer, given.Run
	nBatches := (X.cols + given.BatchSize - 1) / given.BatchSize
	allY := targets(labels, layers[len(layers)-1].W.rows)
	numbers := first(X.cols)
	var batches Matrix
	if run.Batches != "" {
		batches = readMatrix(folder+"/"+run.Batches, 0)
	}
	names := updated
	if run.Intermediates {
		names = append(names, intermediates...)
	}
	startAverages(layers)
	for row := 0; row < given.Steps; row++ {
		if run.Batches != "" {
			numbers = numbersOf(batches.row(row))
		}
		if run.Starts != "" {
			load(layers, folder+"/"+run.Starts, row)
		}
		if run.Masks != "" {
			load(layers, folder+"/"+run.Masks, row)
			for l := 1; l < len(layers)-1; l++ {
				layers[l].M = layers[l].M.columns(first(len(numbers)))
			}
		}
		layers[0].A = X.columns(numbers)
		Y := allY.columns(numbers)
		network.forward(layers)
		loss := network.loss(layers, Y)
		network.backward(layers, Y)
		step := run.FirstStep + row
		optimizer.updateAll(layers, optimizer.rate(step/nBatches), step+1)
		trace.write("loss", []float64{loss}, given.Steps)
		writeLayers(trace, layers, names, given.Steps)
	}
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: port CASE_FILE OUT_DIR")
	}
	folder := filepath.Dir(os.Args[1])
	trace := Trace{os.Args[2], map[string]*os.File{}}
	var fields map[string]any
	readJSON(os.Args[1], &fields)
	if cases, ok := fields["cases"].([]any); ok {
		operations(cases, folder, trace)
	} else {
		var given Case
		readJSON(os.Args[1], &given)
		X, labels := readSamples(folder)
		layers := make([]Layer, len(given.Network.Activations)+1)
		load(layers, folder+"/"+given.Weights, 0)
		if given.Run.Task == "echo" {
			echo(fields, X, labels, layers, trace)
		} else {
			train(given, folder, X, labels, layers, trace)
		}
	}
	program, err := os.Executable()
	check(err)
	description, err := os.ReadFile(filepath.Dir(program) + "/../port.json")
	check(err)
	check(os.WriteFile(trace.folder+"/trace.json", description, 0o666))
}
