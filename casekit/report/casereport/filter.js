// The only script of the report: boxes that narrow the findings by force and result, and the full list to rows holding
// a word. Without scripts the boxes are simply not there, and all of it is shown; on paper it always is.
(() => {
  const words = (box, text) => { box.textContent = text; return box; };
  const make = (name, type) => Object.assign(document.createElement(name), type ? { type } : {});

  const findings = document.getElementById("findings");
  const lines = findings ? [...findings.querySelectorAll(".overview tbody tr")] : [];
  const asked = findings ? JSON.parse(findings.dataset.choose) : {};
  const marked = findings ? [...findings.querySelectorAll("[data-force][data-result]")] : [];
  const chosen = {};
  const choose = () => {
    marked.forEach((one) => {
      const there = (kind) => one.dataset[kind].split(" ").some((value) => chosen[kind].has(value));
      one.classList.toggle("not-chosen", !Object.keys(chosen).every(there));
    });
  };
  const choices = make("div");
  choices.className = "choices";
  Object.entries(asked).forEach(([kind, [title, names]]) => {
    if (Object.keys(names).length < 2) return;
    chosen[kind] = new Set(Object.keys(names));
    const group = make("div");
    const heading = words(make("b"), title);
    heading.id = `choose-${kind}`;
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
    group.append(heading);
    Object.entries(names).forEach(([value, name]) => {
      const label = make("label");
      const input = make("input", "checkbox");
      input.checked = true;
      input.autocomplete = "off";
      input.addEventListener("change", () => {
        chosen[kind][input.checked ? "add" : "delete"](value);
        choose();
      });
      label.append(input, name);
      group.append(label);
    });
    choices.append(group);
  });
  if (choices.firstChild) findings.querySelector(".overview").before(choices);
  lines.forEach((line) => {
    line.addEventListener("click", (event) => {
      if (!event.target.closest("a") && !String(getSelection())) line.querySelector("a").click();
    });
  });

  const list = document.getElementById("full-list");
  if (!list) return;
  const rows = [...list.querySelectorAll("tbody tr")];
  const slabs = [...list.querySelectorAll(".slab")];
  const box = make("p");
  const label = words(make("label"), list.dataset.filter);
  const input = make("input", "search");
  const count = make("output");
  box.className = "filter";
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
