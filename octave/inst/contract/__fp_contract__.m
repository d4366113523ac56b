## -*- texinfo -*-
## @deftypefn {} {@var{declared} =} __fp_contract__ ()
## The declaration of every public function: what it takes and gives.
##
## @file{contract.json} is one file for all languages; @file{docs/contract.md} of
## the repository explains its fields.  Here, ranges, records, hyper-parameters
## and operations are structs by name, and lists are rows of cells.
## @seealso{__fp_check_arguments__}
## @end deftypefn

function declared = __fp_contract__ ()
  persistent contract = read_contract ();
  declared = contract;
endfunction

## Find the contract: in the folder of this package, or in the repository.
function file = contract_file ()
  here = fileparts (mfilename ("fullpath"));
  file = fullfile (here, "..", "contract.json");
  if (! isfile (file))
    file = fullfile (here, "..", "..", "..", "fixtures", "contract.json");
  endif
endfunction

function contract = read_contract ()
  contract = jsondecode (fileread (contract_file ()), "makeValidName", false);
  contract.ranges = structfun (@cells, contract.ranges,
                               "UniformOutput", false);
  contract.hyper_parameters = by_name (contract.hyper_parameters);
  contract.operations = by_name (contract.operations);
  contract.records.("case").fields = ...
    cells (contract.records.("case").fields);
endfunction

function named = by_name (items)
  named = struct ();
  for item = cells (items)
    named.(item{1}.name) = item{1};
  endfor
endfunction

## jsondecode makes an array of structs only of objects with the same fields.
function items = cells (items)
  if (isstruct (items))
    items = num2cell (items);
  endif
  items = reshape (items, 1, []);
endfunction

%!test # by name, however jsondecode has stored it
%! declared = __fp_contract__ ();
%! assert (declared.operations.relu.arguments.name, "Z");
%! assert (declared.ranges.count{2}.below, 2^31);
%! assert (declared.ranges.positive{1}.above, 0);
%! assert (declared.ranges.whole{1}.below, 2^53);
%! assert (declared.hyper_parameters.n_hidden.scales, {"integer"; "choice"});
%! assert (declared.records.("case").fields{1}.kind, "network");
%!test # every public function is declared where it stands
%! for entry = struct2cell (__fp_contract__ ().operations)'
%!   file = which (entry{1}.name);
%!   assert (strfind (file, fullfile (entry{1}.stem, [entry{1}.name ".m"])));
%! endfor
