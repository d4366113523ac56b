package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"strconv"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func readJSON(file string, value any) {
	content, err := os.ReadFile(file)
	check(err)
	check(json.Unmarshal(content, value))
}

var lastTwo = regexp.MustCompile(`(\d+), (\d+)\)`)

// readMatrix reads a matrix in .npy, or that of a step of a stack, from 0.
func readMatrix(file string, step int) Matrix {
	in, err := os.Open(file)
	check(err)
	defer in.Close()
	start := make([]byte, 10)
	_, err = io.ReadFull(in, start)
	check(err)
	header := make([]byte, binary.LittleEndian.Uint16(start[8:]))
	_, err = io.ReadFull(in, header)
	check(err)
	found := lastTwo.FindSubmatch(header)
	if found == nil {
		log.Fatalf("%s: no matrix", file)
	}
	rows, _ := strconv.Atoi(string(found[1]))
	cols, _ := strconv.Atoi(string(found[2]))
	A := zeros(rows, cols)
	_, err = in.Seek(int64(8*step*rows*cols), io.SeekCurrent)
	check(err)
	check(binary.Read(bufio.NewReader(in), binary.LittleEndian, A.data))
	return A
}

// A Trace keeps the files that it writes open, and appends to them.
type Trace struct {
	folder string
	files  map[string]*os.File
}

// write appends numbers; the first time, behind a header with the final shape.
func (trace Trace) write(name string, numbers []float64, shape ...int) {
	file, isOpen := trace.files[name]
	if !isOpen {
		var err error
		file, err = os.Create(trace.folder + "/" + name + ".npy")
		check(err)
		trace.files[name] = file
		sizes := ""
		for _, size := range shape {
			sizes += fmt.Sprintf("%d, ", size)
		}
		header := "{'descr': '<f8', 'fortran_order': False, 'shape': (" + sizes + "), }"
		_, err = fmt.Fprintf(file, "\x93NUMPY\x01\x00\x76\x00%-117s\n", header)
		check(err)
	}
	check(binary.Write(file, binary.LittleEndian, numbers))
}
