
// A full page has the numbers of fifty cases and a library that draws them:
// each is read when it is first needed.
const PACKED = JSON.parse(document.getElementById("data").textContent);
const UNPACKED = new Map();

// What is told of a case, as a promise; of a case without data, undefined.
function dataOf(name) {
  if (!UNPACKED.has(name) && PACKED[name]) {
    UNPACKED.set(name, unpacked(PACKED[name]));
  }
  return UNPACKED.get(name);
}

function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function loadBokeh() {
  if (window.Bokeh === undefined) {
    const script = element("script", document.getElementById("libraries").textContent);
    document.head.append(script);
  }
}
