## Colours, marks and sizes of all pictures; the Python and the R package have
## the same, and lines instead of marks for curves.
##
## The colours are those of Okabe and Ito (2008), "Color universal design",
## which people with any colour vision tell apart.  Marks repeat in
## another rhythm, so that a colour used twice comes with another mark.

function look = style ()
  look.colours = [  0, 114, 178
                  230, 159,   0
                    0, 158, 115
                  204, 121, 167
                   86, 180, 233
                  213,  94,   0
                  240, 228,  66] / 255;       # n_colours x 3
  look.marks = {"o"; "^"; "s"; "d"; "v"};
  look.line_width = 2.5;                      # points
  look.edge = [0.2, 0.2, 0.2];
  look.white_share = 0.65;                    # of the colour of a region
  look.inches = [6, 4.5];
  look.resolution = 150;                      # pixels an inch
  look.grid = 200;                            # points a side of a map
endfunction
