// The only script of the report: a box above the full list that narrows it to rows holding a word.
// Without scripts the box is simply not there, and the list is whole.
(() => {
  const list = document.getElementById("full-list");
  if (!list) return;
  const rows = [...list.querySelectorAll("tbody tr")];
  const slabs = [...list.querySelectorAll(".slab")];
  const words = list.dataset;
  const box = document.createElement("p");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  box.className = "filter";
  label.textContent = words.filter;
  input.type = "search";
  input.autocomplete = "off";
  label.append(input);
  box.append(label, count);
  list.prepend(box);
  let texts;
  const narrow = () => {
    texts ??= rows.map((row) => row.textContent.toLowerCase());
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !wanted.every((word) => texts[index].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    slabs.forEach((slab) => { slab.hidden = !slab.querySelector("tbody tr:not([hidden])"); });
    count.textContent = wanted.length ? `${shown} / ${rows.length}` : "";
  };
  let waiting;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(narrow, 150); });
})();
