## The error of a slope, and rates drawn on a log scale.

for epsilon = [0.1, 0.01]
  slope = (sin (1 + epsilon) - sin (1 - epsilon)) / (2 * epsilon);
  printf ("epsilon %g: error %.3e\n", epsilon, cos (1) - slope);
endfor

for u = [0, 0.25, 0.5, 0.75, 1]
  printf ("u %.2f: rate %g\n", u, 10 ^ (-4 + 4 * u));
endfor
