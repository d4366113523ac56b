## Read the title and the words of both axes back, and add others.

function words = drawn_words (ax, others = {})
  names = {"title", "xlabel", "ylabel"};
  words = cellfun (@(name) get (get (ax, name), "string"), names,
                   "UniformOutput", false);
  words = [words, others(:)'];
endfunction
