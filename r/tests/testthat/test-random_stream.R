# Steps that lead to the stream seeds 0, 2^31 and 5489, C++'s default.
SEED_0 <- 3197456453
SEED_2_31 <- 3425999015
SEED_5489 <- 2435543421
DRAWS <- list(
  random_uniforms = random_uniforms,
  random_normals = random_normals,
  random_permutation = random_permutation
)

# Numbers that a generator in this state gives next.
next_numbers <- function(kinds, seed) {
  suppressWarnings(do.call(RNGkind, as.list(kinds)))
  set.seed(seed)
  function() c(runif(3), rnorm(3), sample(100, 3))
}

# Evaluate code that changes the generator, and put the generator back.
keeping_generator <- function(code) {
  put_back <- generator_keeper()
  on.exit(put_back())
  code
}

test_that("stream seeds stay as they are", {
  # The same addresses stand in the tests of Python and Octave.
  expect_identical(stream_seed(0, "weights", 1), 294259654)
  expect_identical(stream_seed(0, "weights", 2), 562430773)
  expect_identical(stream_seed(1, "weights", 1), 3355373880)
  expect_identical(stream_seed(0, "dropout1", 0), 3292183752)
  expect_identical(stream_seed(7, "batches", 2^32), 2323656776)
  expect_identical(stream_seed(2^53 - 1, "tuning", 2^53 - 1), 3555904023)
  expect_identical(stream_seed(0, "", 0), 2944927890)
  expect_identical(stream_seed(0, "\u00e9", 0), 1920185212)
})

test_that("the encoding of a purpose and the type of a number do not matter", {
  latin <- iconv("\u00e9", "UTF-8", "latin1")
  expect_identical(stream_seed(0, latin, 0), stream_seed(0, "\u00e9", 0))
  expect_identical(stream_seed(1L, "x", 2L), stream_seed(1, "x", 2))
})

test_that("stream seed 0 is that of NumPy's RandomState(0)", {
  expect_identical(stream_seed(0, "twister", SEED_0), 0)
  expect_identical(
    random_uniforms(0, "twister", SEED_0, 2),
    c(0.5488135039273248, 0.7151893663724195)
  )
  expect_identical(
    random_normals(0, "twister", SEED_0, 3),
    c(1.764052345967664, 0.4001572083672233, 0.9787379841057392)
  )
})

test_that("the twister has the published ten thousandth word", {
  # ISO C++, [rand.predef]: 4123659995 for the seed 5489.  A uniform takes 27
  # bits from its first word and 26 from its second.
  expect_identical(stream_seed(0, "twister", SEED_5489), 5489)
  last <- random_uniforms(0, "twister", SEED_5489, 5000)[5000]
  expect_identical((last * 2^53) %% 2^26, 4123659995 %/% 2^6)
})

test_that("a key with the word 2^31, which R calls NA, is taken", {
  expect_identical(stream_seed(0, "twister", SEED_2_31), 2^31)
  expect_true(is.na(twister_key(2^31)[1]))
  expect_identical(
    random_uniforms(0, "twister", SEED_2_31, 2),
    c(0.15200287353446562, 0.8205427554297966)
  )
})

test_that("normals have mean 0 and variance 1", {
  normals <- random_normals(1, "weights", 0, 1e5)
  # 5 standard errors
  expect_lt(abs(mean(normals)), 5 / sqrt(1e5))
  expect_lt(abs(var(normals) - 1), 5 * sqrt(2 / 1e5))
})

test_that("a permutation sorts the uniforms and holds every number once", {
  expect_identical(
    random_permutation(0, "batches", 0, 8), c(8L, 5L, 7L, 6L, 2L, 1L, 3L, 4L)
  )
  order <- random_permutation(0, "batches", 4, 1000)
  uniforms <- random_uniforms(0, "batches", 4, 1000)
  expect_false(is.unsorted(uniforms[order]))
  expect_setequal(order, 1:1000)
  expect_identical(random_permutation(0, "batches", 0, 1), 1L)
})

test_that("an address gives the same numbers again and no other does", {
  for (draw in DRAWS) {
    first <- draw(1, "weights", 2, 9)
    expect_identical(draw(1, "weights", 2, 9), first)
    expect_false(identical(draw(2, "weights", 2, 9), first))
    expect_false(identical(draw(1, "dropout1", 2, 9), first))
    expect_false(identical(draw(1, "weights", 3, 9), first))
  }
})

test_that("more numbers begin with the same ones", {
  for (draw in DRAWS[c("random_uniforms", "random_normals")]) {
    many <- draw(1, "weights", 2, 1000)
    for (n_values in c(1, 2, 999)) {
      expect_identical(draw(1, "weights", 2, n_values), head(many, n_values))
    }
  }
})

test_that("the caller's generator goes on as if nothing had happened", {
  keeping_generator({
    kinds <- list(
      c("Mersenne-Twister", "Inversion", "Rejection"),
      c("Wichmann-Hill", "Box-Muller", "Rounding"),
      c("L'Ecuyer-CMRG", "Ahrens-Dieter", "Rejection")
    )
    for (kind in kinds) {
      expected <- next_numbers(kind, 42)()
      draw_next <- next_numbers(kind, 42)
      random_normals(0, "weights", 1, 100)
      expect_identical(draw_next(), expected)
      expect_identical(RNGkind(), kind)
    }
  })
})

test_that("half a pair of Box and Muller's normals is not lost", {
  keeping_generator({
    next_numbers(c("Mersenne-Twister", "Box-Muller", "Rejection"), 1)
    expected <- rnorm(2)
    set.seed(1)
    first <- rnorm(1)
    random_uniforms(0, "weights", 1, 10)
    expect_identical(c(first, rnorm(1)), expected)
  })
})

test_that("a generator without a state stays so and keeps its kind", {
  keeping_generator({
    kind <- c("Wichmann-Hill", "Box-Muller", "Rounding")
    next_numbers(kind, 1)
    rm(".Random.seed", envir = globalenv())
    random_uniforms(0, "weights", 1, 10)
    expect_false(exists(".Random.seed", globalenv(), inherits = FALSE))
    expect_identical(RNGkind(), kind)
  })
})

test_that("the caller's generator comes back after an error", {
  keeping_generator({
    set.seed(1)
    state <- .Random.seed
    expect_error(random_uniforms(0, "weights", 1, 2^51))
    expect_identical(.Random.seed, state)
    rm(".Random.seed", envir = globalenv())
    expect_error(random_uniforms(0, "weights", 1, 2^51))
    expect_false(exists(".Random.seed", globalenv(), inherits = FALSE))
  })
})

test_that("bad addresses are refused", {
  functions <- c(
    list(stream_seed = function(seed, purpose, step, n_values) {
      stream_seed(seed, purpose, step)
    }),
    DRAWS
  )
  for (name in names(functions)) {
    draw <- functions[[name]]
    for (bad in list(-1, 0.5, 2^53, NaN, Inf, "7", TRUE, NULL, c(1, 2))) {
      whole <- "expected a whole number from 0 to 2^53 - 1, got"
      expect_refusal(draw(bad, "x", 0, 3), paste0(name, ": seed: ", whole))
      expect_refusal(draw(0, "x", bad, 3), paste0(name, ": step: ", whole))
    }
    for (bad in list(3, NULL, NA_character_, c("a", "b"))) {
      words <- paste0(name, ": purpose: expected text, got")
      expect_refusal(draw(0, bad, 0, 3), words)
    }
  }
})

test_that("numbers of values below one or not whole are refused", {
  for (name in names(DRAWS)) {
    for (bad in list(0, -1, 2.5, NaN, Inf, "3", TRUE, NULL)) {
      expect_refusal(
        DRAWS[[name]](0, "x", 0, bad),
        paste0(name, ": n_values: expected a whole number of at least 1, got")
      )
    }
  }
})

test_that("words about the ends of R's integers are kept", {
  # Found by a search: word 264 is 2^31 + 2; word 189 is 2^32 - 2.
  expect_identical(twister_key(691234)[264], as.integer(2 - 2^31))
  expect_identical(twister_key(5367803)[189], -2L)
})
