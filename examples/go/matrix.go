package main

// Matrix holds its numbers row by row; samples stand in columns.
type Matrix struct {
	rows, cols int
	data       []float64
}

func zeros(rows, cols int) Matrix {
	return Matrix{rows, cols, make([]float64, rows*cols)}
}

func (A Matrix) at(i, j int) float64     { return A.data[i*A.cols+j] }
func (A Matrix) set(i, j int, a float64) { A.data[i*A.cols+j] = a }
func (A Matrix) row(i int) []float64     { return A.data[i*A.cols : (i+1)*A.cols] }

func (A Matrix) column(j int) []float64 {
	x := make([]float64, A.rows)
	for i := range x {
		x[i] = A.at(i, j)
	}
	return x
}

// columns picks samples by their numbers, from 0.
func (A Matrix) columns(numbers []int) Matrix {
	B := zeros(A.rows, len(numbers))
	for i := 0; i < A.rows; i++ {
		for j, number := range numbers {
			B.set(i, j, A.at(i, number))
		}
	}
	return B
}

func (A Matrix) transposed() Matrix {
	B := zeros(A.cols, A.rows)
	for i := 0; i < A.rows; i++ {
		for j, a := range A.row(i) {
			B.set(j, i, a)
		}
	}
	return B
}

// each applies f to every element.
func (A Matrix) each(f func(a float64) float64) Matrix {
	B := zeros(A.rows, A.cols)
	for k, a := range A.data {
		B.data[k] = f(a)
	}
	return B
}

// with applies f to every element and its counterpart of B.
func (A Matrix) with(B Matrix, f func(a, b float64) float64) Matrix {
	C := zeros(A.rows, A.cols)
	for k, a := range A.data {
		C.data[k] = f(a, B.data[k])
	}
	return C
}

// times is the product of two matrices.
func (A Matrix) times(B Matrix) Matrix {
	C := zeros(A.rows, B.cols)
	for i := 0; i < A.rows; i++ {
		row := C.row(i)
		for k, a := range A.row(i) {
			for j, b := range B.row(k) {
				row[j] += a * b
			}
		}
	}
	return C
}

// plus adds a column to every column.
func (A Matrix) plus(b Matrix) Matrix {
	C := zeros(A.rows, A.cols)
	for k, a := range A.data {
		C.data[k] = a + b.data[k/A.cols]
	}
	return C
}

// sums is a column with the sum of each row.
func (A Matrix) sums() Matrix {
	b := zeros(A.rows, 1)
	for i := range b.data {
		b.data[i] = sum(A.row(i))
	}
	return b
}

func sum(x []float64) float64 {
	total := 0.0
	for _, value := range x {
		total += value
	}
	return total
}

func dot(x, y []float64) float64 {
	total := 0.0
	for k, value := range x {
		total += value * y[k]
	}
	return total
}
