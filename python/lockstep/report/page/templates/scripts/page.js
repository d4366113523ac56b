
// The lines of a listing without documentation and marks of notes.
function codeOf(listing) {
  const lines = listing.querySelectorAll(".line:not(.documentation)");
  return Array.from(lines, (line) => {
    const copy = line.cloneNode(true);
    copy.querySelectorAll("sup").forEach((note) => note.remove());
    return copy.textContent;
  }).join("");
}

async function copyText(button, text) {
  const before = button.textContent;
  await navigator.clipboard.writeText(text);
  button.textContent = "copied";
  setTimeout(() => { button.textContent = before; }, 2000);
}

// The meaning of a word, beside it; without scripts its link leads there.
function explain(word) {
  const [name, meaning] = document.getElementById(word.hash.slice(1)).children;
  const note = document.getElementById("explained");
  note.textContent = `${name.textContent}: ${meaning.textContent}.`;
  note.showPopover();
  const { left, bottom } = word.getBoundingClientRect();
  const most = document.documentElement.clientWidth - note.offsetWidth - 8;
  note.style.left = `${Math.max(8, Math.min(left, most))}px`;
  note.style.top = `${Math.min(bottom + 4, innerHeight - note.offsetHeight - 8)}px`;
}

// Where there is no room for columns: a button for each language.
function addTabs(details) {
  const columns = details.querySelector(".columns");
  if (details.querySelector(".tabs")) {
    return;
  }
  const tabs = element("div");
  tabs.className = "tabs";
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", "Language");
  const all = Array.from(columns.children);
  const choose = (chosen) => all.forEach((column, n) => {
    column.classList.toggle("chosen", column === chosen);
    tabs.children[n].setAttribute("aria-pressed", column === chosen);
  });
  tabs.append(...all.map((column) => {
    const tab = element("button", column.querySelector("h4").textContent);
    tab.type = "button";
    tab.addEventListener("click", () => {
      column.hidden = false;
      choose(column);
    });
    return tab;
  }));
  columns.before(tabs);
  columns.classList.add("tabbed");
  choose(all[0]);
}

for (const details of document.querySelectorAll("details.operation")) {
  details.addEventListener("toggle", () => details.open && addTabs(details));
}
for (const details of document.querySelectorAll("details.case")) {
  details.addEventListener("toggle", () => details.open && (drawCase(details), stepsOf(details)));
}
// One listener for all: what stands in the steps is made later.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  const word = event.target.closest("a.word");
  if (button) {
    const told = button.closest(".command")?.querySelector("code").textContent;
    copyText(button, told ?? codeOf(button.closest(".listing")));
  } else if (word) {
    event.preventDefault();
    explain(word);
  }
});
for (const name of ["documentation", "comments"]) {
  document.getElementById(name).addEventListener("change", (event) => {
    document.body.classList.toggle(`no-${name}`, !event.target.checked);
  });
}
document.getElementById("fourth")?.addEventListener("change", (event) => {
  for (const other of document.querySelectorAll(".other")) {
    other.hidden = other.dataset.port !== event.target.value;
  }
});
