## NOR by hand, and the rule's mistakes on OR.

addpath (genpath ("octave/inst"));

[X, labels] = read_data ("fixtures/data/gate-or.csv");  # 2 x 4
answers = heaviside ([-1, -1] * X + 0.5);
printf ("NOR answers %s\n", strtrim (sprintf ("%d ", answers)));

W = [0, 0];
b = 0;
for epoch = 0:9
  mistakes = 0;
  for sample = 1:numel (labels)
    x = X(:,sample);
    dz = heaviside (W * x + b) - labels(sample);
    W -= dz * x';
    b -= dz;
    mistakes += dz != 0;
  endfor
  printf ("epoch %d: %d mistakes\n", epoch, mistakes);
  if (mistakes == 0)
    break
  endif
endfor
printf ("w1 %d, w2 %d, b %d\n", W, b);
