## Refuse a picture for want of a program or a font, and say how to install it.

function machine_lacks (caller, what, package)
  error ("firstprinciples:missing", "%s: needs %s; type: apt-get install %s",
         caller, what, package);
endfunction
