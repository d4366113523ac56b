library(testthat)
library(firstprinciples)

test_check("firstprinciples")
