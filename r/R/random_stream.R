# The random stream: one Mersenne twister, the same bits in each language.
#
# Numbers are addressed, not drawn in turn: the seed of a run, a purpose and a
# step name them, so a run can be taken up at any step.  R's own generator
# makes them; the caller's state of it is put back.

# x xor y for x and y in 0..3.
XOR <- outer(0:3, 0:3, bitwXor)

#' Seed of the Mersenne twister for one address of the random stream
#'
#' Numbers are addressed, not drawn in turn: the seed of a run, a purpose and
#' a step name them, so a run can be taken up at any step.  The purposes of
#' this package are "weights", "dropout1", "dropout2", ..., "batches", "split"
#' and "tuning_" with a hyper-parameter's name; any other text is free.
#'
#' The words stirred in are the low and the high 32 bits of the step, the
#' UTF-8 bytes of the purpose, the low and the high 32 bits of the seed, and
#' the number of bytes.  From state 0, each word makes
#'
#'     state = state + word + 2654435769 mod 2^32
#'
#' and then, for the multipliers 1664525 and 2031877,
#'
#'     state = state * multiplier mod 2^32
#'     low 16 bits of state = low 16 bits xor high 16 bits
#'
#' For one seed and purpose, steps below 2^32 have different stream seeds.
#'
#' @eval documented("stream_seed")
#' @references The construction is this project's; Knuth, "The Art of Computer
#'   Programming", volume 3, section 6.4 (multiplicative hashing).
#' @examples
#' stream_seed(0, "weights", 1)
#' @export
stream_seed <- function(seed, purpose, step) {
  check_arguments()
  letters <- as.numeric(charToRaw(enc2utf8(purpose)))
  # The step is first: were it last, two purposes could share whole runs.
  words <- c(halves(step), letters, halves(seed), length(letters))
  Reduce(stir, words, 0)
}

#' Uniform numbers in [0, 1), multiples of 2^-53
#'
#' Bit for bit NumPy's `RandomState(stream_seed(...)).random_sample(n_values)`.
#' The caller's `.Random.seed` and `RNGkind()` stay as they are.
#'
#' @eval documented("random_uniforms")
#' @references Matsumoto and Nishimura (1998), "Mersenne twister".
#' @examples
#' random_uniforms(0, "weights", 1, 3)
#' @export
random_uniforms <- function(seed, purpose, step, n_values) {
  check_arguments()
  twister_uniforms(stream_seed(seed, purpose, step), n_values)
}

#' Standard normal numbers by the polar method
#'
#' A pair of uniforms gives the point (2 u_1 - 1, 2 u_2 - 1) = (x, y); with
#' s = x^2 + y^2 and 0 < s < 1, f = sqrt(-2 log(s) / s) gives the normals f y
#' and f x, in this order.  Other points are left out.
#'
#' Bit for bit NumPy's `RandomState(stream_seed(...)).randn(n_values)`.  The
#' caller's `.Random.seed` and `RNGkind()` stay as they are.
#'
#' @eval documented("random_normals")
#' @references Marsaglia and Bray (1964), "A convenient method for generating
#'   normal variables".
#' @examples
#' random_normals(0, "weights", 1, 3)
#' @export
random_normals <- function(seed, purpose, step, n_values) {
  check_arguments()
  mt_seed <- stream_seed(seed, purpose, step)
  n_pairs <- (n_values + 1) %/% 2
  # Of all points pi / 4 lie inside: these are too few once in 10^30.
  n_points <- 2 * n_pairs + 64
  uniforms <- twister_uniforms(mt_seed, 2 * n_points)
  points <- 2 * matrix(uniforms, nrow = 2) - 1
  s <- points[1, ] * points[1, ] + points[2, ] * points[2, ] # n_points
  inside <- which(s > 0 & s < 1)[seq_len(n_pairs)]
  stretch <- sqrt(-2 * log(s[inside]) / s[inside]) # n_pairs
  pairs <- points[2:1, inside] * rep(stretch, each = 2) # 2 x n_pairs
  pairs[seq_len(n_values)]
}

#' Whole numbers in a random order
#'
#' As many numbers as `n_values`: the order that sorts [random_uniforms()]; of equals, the first comes first.
#'
#' @eval documented("random_permutation")
#' @references Knuth, "The Art of Computer Programming", volume 3 (sorting by
#'   random keys).
#' @examples
#' random_permutation(0, "batches", 0, 5)
#' @export
random_permutation <- function(seed, purpose, step, n_values) {
  check_arguments()
  uniforms <- random_uniforms(seed, purpose, step, n_values) # n_values
  order(uniforms, method = "radix") # radix leaves equals in their order
}

# Low and high 32 bits.
halves <- function(number) {
  c(number %% 2^32, number %/% 2^32)
}

# Stir one word into the state: a bijection for each word.  The multipliers
# are below 2^21, so that doubles hold every product.
stir <- function(state, word) {
  state <- (state + word + 2654435769) %% 2^32
  for (multiplier in c(1664525, 2031877)) {
    state <- (state * multiplier) %% 2^32
    high <- state %/% 2^16
    state <- 2^16 * high + bitwXor(state %% 2^16, high)
  }
  state
}

# Uniforms of 53 bits, each from two words of R's Mersenne twister.
twister_uniforms <- function(mt_seed, n_values) {
  put_back <- generator_keeper()
  on.exit(put_back())
  # 10403 is the default RNGkind(); 624: no word of the key is used up.
  state <- c(10403L, 624L, twister_key(mt_seed))
  assign(".Random.seed", state, envir = globalenv())
  words <- matrix(2^32 * stats::runif(2 * n_values), nrow = 2) # 2 x n_values
  (floor(words[1, ] / 32) * 2^26 + floor(words[2, ] / 64)) / 2^53
}

# Key of a Mersenne twister from its seed: 624 words as signed integers.
#
# A word is 1812433253 (w xor w / 2^30) + its number, w the word before.  The
# factor is 27655 * 2^16 + 35173, so that doubles hold every product.
#
# Source: Matsumoto and Nishimura (2002), init_genrand of mt19937ar.c.
twister_key <- function(mt_seed) {
  key <- numeric(624)
  key[1] <- word <- mt_seed
  for (i in 1:623) {
    low <- word %% 4
    word <- word - low + XOR[low + 1, word %/% 2^30 + 1]
    high <- (27655 * word) %% 2^16
    key[i + 1] <- word <- (2^16 * high + 35173 * word + i) %% 2^32
  }
  signed <- key - 2^32 * (key >= 2^31)
  signed[signed == -2^31] <- NA # the integer of this pattern
  as.integer(signed)
}

# A function that puts R's generator back to its present state.
generator_keeper <- function() {
  state <- globalenv()$.Random.seed
  if (!is.null(state)) {
    return(function() assign(".Random.seed", state, envir = globalenv()))
  }
  kinds <- as.list(RNGkind())
  function() {
    suppressWarnings(do.call(RNGkind, kinds)) # R warns of "Rounding"
    rm(".Random.seed", envir = globalenv())
  }
}
