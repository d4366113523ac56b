## Key of the Mersenne twister at an address of the random stream, 624 x 1.
##
## A key takes 623 steps that depend on each other, which is slow here for one
## seed and hardly slower for many.  So the keys of 64 training steps are made
## together, and the last blocks are kept: those of each layer's dropout and
## of the batches.  What is returned never depends on what is kept.

function key = stream_key (seed, purpose, step)
  persistent addresses = {};
  persistent blocks = {};
  offset = mod (step, 64);
  address = sprintf ("%.0f %.0f %s", seed, step - offset, purpose);
  place = find (strcmp (address, addresses), 1);
  if (isempty (place))
    seeds = address_seed (seed, purpose, step - offset + (0:63));
    addresses = [{address}, addresses](1:min (end, 16));
    blocks = [{twister_keys(seeds)}, blocks](1:numel (addresses));
    place = 1;
  endif
  key = blocks{place}(:,offset + 1);
endfunction
