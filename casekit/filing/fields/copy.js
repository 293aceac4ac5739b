// The only script of the sheet: a button above each text copies it. Without scripts there is no button, and one click
// into a text marks all of it.
(() => {
  const sheet = document.querySelector("[data-copy]");
  const words = JSON.parse(sheet.dataset.copy);

  // For browsers that keep the clipboard from a page that lies in a folder.
  const oldWay = (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.position = "fixed";
    box.style.opacity = "0";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  };
  const mark = (pre) => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return oldWay(text);
    }
  };

  sheet.querySelectorAll(".field pre").forEach((pre) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const done = await copied(pre.textContent);
      if (!done) mark(pre);
      button.textContent = done ? words.copied : words.by_hand;
      button.classList.toggle("done", done);
    });
    pre.previousElementSibling.append(button);
  });
})();
