## -*- texinfo -*-
## @deftypefn {} {@var{optimizer} =} new_optimizer (@var{name}, @
##   @var{learning_rate})
## Describe an optimizer.
##
## @var{name} is @qcode{"gradient_descent"}; @var{learning_rate} is finite and
## above 0.  @var{optimizer} is a struct with these two fields.
##
## Raises an error if the name is unknown or the rate is out of range.
## @seealso{optimizer_update, train}
## @end deftypefn

function optimizer = new_optimizer (name, learning_rate)
  if (nargin != 2)
    print_usage ();
  endif
  check_choice ("new_optimizer", "name", name, known_choices ("optimizers"));
  check_positive ("new_optimizer", "learning_rate", learning_rate);
  optimizer = struct ("name", name, "learning_rate", double (learning_rate));
endfunction

%!assert (new_optimizer ("gradient_descent", 0.5),
%!        struct ("name", "gradient_descent", "learning_rate", 0.5))
%!error <Invalid call to new_optimizer> new_optimizer ("gradient_descent")
%!error <^new_optimizer: name: expected one of gradient_descent, got sgd$>
%! new_optimizer ("sgd", 0.5)
%!error <^new_optimizer: learning_rate: expected a finite number above 0, got -1$>
%! new_optimizer ("gradient_descent", -1)
%!error <^new_optimizer: learning_rate: expected a finite number above 0, got nan$>
%! new_optimizer ("gradient_descent", NaN)
