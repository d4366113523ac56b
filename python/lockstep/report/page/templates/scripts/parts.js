"use strict";

// What several scripts make.
function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
