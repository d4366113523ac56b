/* The floor: a step of gradient descent on a network of one hidden layer,
 * with a BLAS for the products and one pass over the memory for the rest.
 *
 *   floor FOLDER N_IN N_HIDDEN N_OUT N_SAMPLES STEPS BATCHES
 *
 * Prints the processor's seconds a step of each batch of steps, and the last
 * loss.  Samples stand in columns, as in the packages; arrays are stored
 * column after column, as BLAS has them.  Compile with -DGEMM=... and -DINT=...
 * for a BLAS of another name and another width of integers.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifndef GEMM
#define GEMM dgemm_
#define INT int
#endif

void GEMM(const char *, const char *, const INT *, const INT *, const INT *,
          const double *, const double *, const INT *, const double *,
          const INT *, const double *, double *, const INT *);

static void product(char ta, char tb, INT m, INT n, INT k, const double *A,
                    const double *B, double *C) {
  const double one = 1, zero = 0;
  INT lda = ta == 'N' ? m : k, ldb = tb == 'N' ? k : n;
  GEMM(&ta, &tb, &m, &n, &k, &one, A, &lda, B, &ldb, &zero, C, &m);
}

static double *room(size_t n) {
  double *p = malloc(n * sizeof *p);
  if (!p) exit(3);
  return p;
}

/* A matrix from NAME.csv, a row a line. */
static double *matrix(const char *folder, const char *name, int rows,
                      int columns) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.csv", folder, name);
  FILE *file = fopen(path, "r");
  double *M = room((size_t)rows * columns);
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++)
      if (!file || fscanf(file, "%lf%*[,]", M + i + (size_t)j * rows) != 1) {
        fprintf(stderr, "floor: cannot read %s\n", path);
        exit(2);
      }
  fclose(file);
  return M;
}

static void descend(double *P, const double *dP, int n) {
  for (int i = 0; i < n; i++) P[i] -= 0.1 * dP[i];
}

int main(int argc, char **argv) {
  if (argc != 8) return 2;
  const char *folder = argv[1];
  int n_in = atoi(argv[2]), n_hid = atoi(argv[3]), n_out = atoi(argv[4]);
  int m = atoi(argv[5]), steps = atoi(argv[6]), batches = atoi(argv[7]);
  double *X = matrix(folder, "X", n_in, m);
  double *labels = matrix(folder, "labels", 1, m);
  double *W1 = matrix(folder, "W1", n_hid, n_in);
  double *b1 = matrix(folder, "b1", n_hid, 1);
  double *W2 = matrix(folder, "W2", n_out, n_hid);
  double *b2 = matrix(folder, "b2", n_out, 1);
  double *A = room((size_t)n_hid * m), *dA = room((size_t)n_hid * m);
  double *Z = room((size_t)n_out * m);
  double *dW1 = room((size_t)n_hid * n_in), *db1 = room(n_hid);
  double *dW2 = room((size_t)n_out * n_hid), *db2 = room(n_out);
  double loss = 0;
  for (int batch = 0; batch < batches; batch++) {
    clock_t start = clock();
    for (int step = 0; step < steps; step++) {
      product('N', 'N', n_hid, m, n_in, W1, X, A);
      for (int s = 0; s < m; s++)
        for (int i = 0; i < n_hid; i++) {
          double z = A[i + (size_t)s * n_hid] + b1[i];
          A[i + (size_t)s * n_hid] = z > 0 ? z : 0;
        }
      product('N', 'N', n_out, m, n_hid, W2, A, Z);
      loss = 0;
      for (int i = 0; i < n_out; i++) db2[i] = 0;
      for (int s = 0; s < m; s++) {
        double *z = Z + (size_t)s * n_out, largest = -INFINITY, sum = 0;
        int label = (int)labels[s];
        for (int i = 0; i < n_out; i++) {
          z[i] += b2[i];
          if (z[i] > largest) largest = z[i];
        }
        double right = z[label];
        for (int i = 0; i < n_out; i++) sum += z[i] = exp(z[i] - largest);
        loss += largest + log(sum) - right;
        for (int i = 0; i < n_out; i++) {
          z[i] = (z[i] / sum - (i == label)) / m;
          db2[i] += z[i];
        }
      }
      loss /= m;
      product('N', 'T', n_out, n_hid, m, Z, A, dW2);
      product('T', 'N', n_hid, m, n_out, W2, Z, dA);
      for (int i = 0; i < n_hid; i++) db1[i] = 0;
      for (int s = 0; s < m; s++)
        for (int i = 0; i < n_hid; i++) {
          size_t place = i + (size_t)s * n_hid;
          dA[place] = A[place] > 0 ? dA[place] : 0;
          db1[i] += dA[place];
        }
      product('N', 'T', n_hid, n_in, m, dA, X, dW1);
      descend(W1, dW1, n_hid * n_in);
      descend(b1, db1, n_hid);
      descend(W2, dW2, n_out * n_hid);
      descend(b2, db2, n_out);
    }
    printf("%.9g\n", (double)(clock() - start) / CLOCKS_PER_SEC / steps);
  }
  printf("loss %.17g\n", loss);
  return 0;
}
