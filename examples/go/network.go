package main

import "math"

// Layer holds the quantities of a layer; layer 0 has the samples as A.
type Layer struct {
	W, b, Z, G, M, A   Matrix
	dW, db, dZ, dG, dA Matrix
	vW, vb, sW, sb     Matrix // averages of gradients and of their squares
}

func relu(z float64) float64 {
	return math.Max(z, 0)
}

func sigmoid(z float64) float64 {
	if z < 0 {
		return math.Exp(z) / (1 + math.Exp(z)) // never overflows
	}
	return 1 / (1 + math.Exp(-z))
}

func step(z float64) float64 {
	if z > 0 {
		return 1
	}
	return 0
}

func largest(z []float64) float64 {
	top := z[0]
	for _, score := range z {
		top = math.Max(top, score)
	}
	return top
}

// powers has exp(z - max z) of each score: none overflows.
func powers(z []float64) []float64 {
	top, e := largest(z), make([]float64, len(z))
	for k, score := range z {
		e[k] = math.Exp(score - top)
	}
	return e
}

func softmax(Z Matrix) Matrix {
	A := zeros(Z.rows, Z.cols)
	for j := 0; j < Z.cols; j++ {
		e := powers(Z.column(j))
		total := sum(e)
		for k := range e {
			A.set(k, j, e[k]/total)
		}
	}
	return A
}

func activate(name string, Z Matrix) Matrix {
	switch name {
	case "relu":
		return Z.each(relu)
	case "tanh":
		return Z.each(math.Tanh)
	case "sigmoid":
		return Z.each(sigmoid)
	case "step":
		return Z.each(step)
	}
	return softmax(Z)
}

// slope is that of a hidden layer's activation, whose value is g.
func slope(name string, z, g float64) float64 {
	switch name {
	case "relu":
		return step(z)
	case "tanh":
		return 1 - g*g
	}
	return g * (1 - g) // sigmoid
}

func (network Network) drop(A, M Matrix) Matrix {
	if M.data == nil {
		return A
	}
	return A.with(M, func(a, m float64) float64 { return a * m / network.KeepProb })
}

func (network Network) forward(layers []Layer) {
	for l := 1; l < len(layers); l++ {
		layer, below := &layers[l], layers[l-1]
		layer.Z = layer.W.times(below.A).plus(layer.b) // n_l x n_samples
		layer.G = activate(network.Activations[l-1], layer.Z)
		layer.A = network.drop(layer.G, layer.M)
	}
}

// lossOf a sample, from its scores z: log(0) cannot happen.
func (network Network) lossOf(z, a, y []float64) float64 {
	switch network.Loss {
	case "perceptron_loss":
		return (a[0] - y[0]) * z[0]
	case "binary_cross_entropy":
		return math.Max(z[0], 0) - z[0]*y[0] + math.Log1p(math.Exp(-math.Abs(z[0])))
	}
	return largest(z) + math.Log(sum(powers(z))) - dot(z, y)
}

// divisor is what sums over n samples are divided by.
func (network Network) divisor(n int) float64 {
	if network.Reduction == "mean" {
		return float64(n)
	}
	return 1
}

func (network Network) loss(layers []Layer, Y Matrix) float64 {
	last, D := layers[len(layers)-1], network.divisor(Y.cols)
	total, squares := 0.0, 0.0
	for j := 0; j < Y.cols; j++ {
		total += network.lossOf(last.Z.column(j), last.A.column(j), Y.column(j))
	}
	for _, layer := range layers {
		squares += dot(layer.W.data, layer.W.data)
	}
	return total/D + network.L2Penalty/(2*D)*squares
}

func (network Network) backward(layers []Layer, Y Matrix) {
	last, D := len(layers)-1, network.divisor(Y.cols)
	penalized := func(d, w float64) float64 { return d + network.L2Penalty/D*w }
	layers[last].dZ = layers[last].A.with(Y, func(a, y float64) float64 { return (a - y) / D })
	for l := last; l > 0; l-- {
		layer, below := &layers[l], &layers[l-1]
		layer.dW = layer.dZ.times(below.A.transposed()).with(layer.W, penalized)
		layer.db = layer.dZ.sums()
		if l == 1 {
			return
		}
		below.dA = layer.W.transposed().times(layer.dZ) // n_{l-1} x n_samples
		below.dG = network.drop(below.dA, below.M)
		slopes := below.Z.with(below.G, func(z, g float64) float64 {
			return slope(network.Activations[l-2], z, g)
		})
		below.dZ = below.dG.with(slopes, func(d, slope float64) float64 { return d * slope })
	}
}

// rate of an epoch, counted from 0.
func (o Optimizer) rate(epoch int) float64 {
	switch o.Schedule {
	case "exponential":
		return o.LearningRate * math.Pow(o.DecayRate, float64(epoch))
	case "step":
		return o.LearningRate * math.Pow(o.DecayRate, float64(epoch/o.DecayEpochs))
	case "inverse_time":
		return o.LearningRate / (1 + o.DecayRate*float64(epoch))
	}
	return o.LearningRate
}

// update changes one number P, by its gradient dP; t is 1 at the first update.
func (o Optimizer) update(P, dP, v, s, r, t float64) (float64, float64, float64) {
	switch o.Name {
	case "gradient_descent":
		P -= r * dP
	case "momentum":
		v = o.Beta1*v + (1-o.Beta1)*dP
		P -= r * v
	case "classical_momentum":
		v = o.Beta1*v + dP
		P -= r * v
	case "rmsprop":
		s = o.Beta2*s + (1-o.Beta2)*dP*dP
		P -= r * dP / (math.Sqrt(s) + o.Epsilon)
	case "adam":
		v = o.Beta1*v + (1-o.Beta1)*dP
		s = o.Beta2*s + (1-o.Beta2)*dP*dP
		unbiasedV := v / (1 - math.Pow(o.Beta1, t))
		unbiasedS := s / (1 - math.Pow(o.Beta2, t))
		P -= r * unbiasedV / (math.Sqrt(unbiasedS) + o.Epsilon)
	}
	return P, v, s
}

func (o Optimizer) updateAll(layers []Layer, r float64, count int) {
	updateEach := func(P, dP, v, s []float64) {
		for k := range P {
			P[k], v[k], s[k] = o.update(P[k], dP[k], v[k], s[k], r, float64(count))
		}
	}
	for _, layer := range layers {
		updateEach(layer.W.data, layer.dW.data, layer.vW.data, layer.sW.data)
		updateEach(layer.b.data, layer.db.data, layer.vb.data, layer.sb.data)
	}
}
