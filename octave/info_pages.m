## Write doc.info beside the functions of each topic, where Octave's doc looks
## for it:  octave-cli --quiet info_pages.m FOLDER

1;

function write_page (folder)
  [~, names] = cellfun (@fileparts, glob (fullfile (folder, "[a-z]*.m")),
                        "UniformOutput", false);
  if (isempty (names))
    return;
  endif
  [~, topic] = fileparts (folder);
  title = ["firstprinciples: ", strrep(topic, "_", " ")];
  nodes = cellfun (@write_node, names, "UniformOutput", false);
  page = strjoin ([{"\\input texinfo"
                    fileread(texi_macros_file ())
                    ["@settitle " title]
                    ["@node Top\n@top " title "\n@menu"]
                    sprintf("* %s::\n", names{:}, "Index")
                    "@end menu"}
                   nodes
                   {"@node Index\n@unnumbered Index\n@printindex fn\n@bye\n"}],
                  "\n");
  source = [tempname(), ".texi"];
  file = fopen (source, "w");
  fputs (file, page);
  fclose (file);
  status = system (sprintf ("makeinfo --output='%s' '%s'",
                            fullfile (folder, "doc.info"), source));
  delete (source);
  if (status != 0)
    error ("info_pages: makeinfo refuses %s", topic);
  endif
endfunction

function node = write_node (name)
  text = regexprep (get_help_text (name), '^\s*-\*- texinfo -\*-\n', "");
  text = regexprep (text, '^ ', "", "lineanchors");
  text = strrep (text, "@seealso", "@xseealso");  # Texinfo has one of its own
  node = sprintf ("@node %s\n@unnumbered %s\n%s", name, name, text);
endfunction

entries = glob (fullfile (argv (){end}, "*"));
folders = entries(cellfun (@isfolder, entries));
addpath (folders{:});
cellfun (@write_page, folders);
