/* What the page around the sections of a workbook does by itself. The sections are made by the kernel, which sees
 * neither the page nor its clipboard; `remoteEntry.js` says when each of these begins.
 */

/* The note beside an upload button carries the limit and the words; it is shown only when needed: the connection would
 * drop a file that is too big in silence. */
const refuseTooBig = (event, button) => {
  const note = button.parentElement?.querySelector("[data-upload-limit]");
  if (!note) return;
  const size = Array.from(event.target.files ?? []).reduce((sum, file) => sum + file.size, 0);
  note.hidden = size <= Number(note.dataset.uploadLimit);
  if (!note.hidden) event.stopImmediatePropagation();
};

/* The file field of an upload button is in no document, so it is caught when the button opens it. */
const watched = new WeakSet();
export const watchUploads = () =>
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.(".ck .widget-upload");
      if (!button) return;
      const open = HTMLInputElement.prototype.click;
      HTMLInputElement.prototype.click = function () {
        HTMLInputElement.prototype.click = open;
        if (!watched.has(this)) this.addEventListener("change", (change) => refuseTooBig(change, button), true);
        watched.add(this);
        open.call(this);
      };
      setTimeout(() => (HTMLInputElement.prototype.click = open));
    },
    true,
  );

/* Whoever does one of these moves on, and is left where they want to be. */
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"];

/* What stands above the target may still fill after the page has arrived there: it is shown again each time, until the
 * kernel is at rest and nothing grows any more, or until the user moves on. */
const STILL = 2000;
const keepInPlace = (show, scroller, isBusy) => {
  let timer = 0;
  const leave = () => {
    clearTimeout(timer);
    growth.disconnect();
    for (const move of MOVES) scroller.removeEventListener(move, leave, true);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (isBusy() ? wait() : leave()), STILL);
  };
  const growth = new ResizeObserver(() => {
    show();
    wait();
  });
  for (const cell of scroller.querySelectorAll(".jp-Cell")) growth.observe(cell);
  for (const move of MOVES) scroller.addEventListener(move, leave, { capture: true, passive: true });
  wait();
};

/* JupyterLab keeps the names of headings out of the document's ids, so the browser finds none of them. */
const headingOf = (link, notebook) =>
  notebook.querySelector(`[data-jupyter-id="${CSS.escape(decodeURIComponent(link.hash.slice(1)))}"]`);

export const followLinksToHeadings = (isBusy) =>
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.jp-Notebook:has(.ck) a[href^="#"]');
    if (!link) return;
    const notebook = link.closest(".jp-Notebook");
    const heading = headingOf(link, notebook);
    if (!heading) return;
    event.preventDefault();
    // From here the Tab key goes on, not from the link.
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const show = () => heading.scrollIntoView({ inline: "nearest" });
    show();
    keepInPlace(show, notebook, isBusy);
  });

/* Marks the step at which the page stands, in the line of steps that stays on top. */
export const markStep = (panel) => {
  const node = panel.content.node;
  let asked = 0;
  const look = () => {
    asked = 0;
    const links = [...node.querySelectorAll('nav a[href^="#"]')];
    const edge = node.getBoundingClientRect().top + node.clientHeight / 3;
    const passed = links.filter((link) => headingOf(link, node)?.getBoundingClientRect().top < edge);
    for (const link of links) {
      if (link !== passed.at(-1)) link.removeAttribute("aria-current");
      else if (!link.ariaCurrent) {
        link.ariaCurrent = "step";
        link.parentElement.scrollTo({ left: link.offsetLeft - link.parentElement.clientWidth / 2 });
      }
    }
  };
  const ask = () => (asked ||= requestAnimationFrame(look));
  node.addEventListener("scroll", ask, { capture: true, passive: true });
  ask();
};

/* A report is read and printed in a page of its own; in JupyterLab it would come back at the next start. */
export const openPages = () =>
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(".ck .ck-page a[href]");
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      window.open(link.href, "_blank", "noopener");
    },
    true,
  );

/* Into the clipboard; gives whether it went. Without the modern way, as over a network without encryption, what is
 * selected is copied, and where that fails it stays selected. */
const copied = async (field) => {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
};

/* The buttons carry the words that are said after them; the stylesheet shows them in a page that can copy. */
export const copyFields = () =>
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".ck button[data-copied]");
    if (!button) return;
    const field = button.closest(".ck-copied").querySelector("input, textarea");
    const went = await copied(field);
    // One field was copied last; which one must not be guessed from several.
    for (const said of document.querySelectorAll(".ck button[data-copied] + [role=status]")) said.textContent = "";
    requestAnimationFrame(() => {
      button.nextElementSibling.textContent = went ? button.dataset.copied : button.dataset.notCopied;
    });
  });

/* In a list or on a button the keys 0, b, m, r would restart the kernel or make cells; in an editor they are text.
 * The mark must stand on what has the focus: there JupyterLab begins to look for its shortcuts. */
export const keepShortcutsAway = (panel) => {
  const node = panel.content.node;
  const inEditor = (target) => target.closest?.(".cm-editor");
  node.addEventListener(
    "focusin",
    ({ target }) => inEditor(target) || target.setAttribute("data-lm-suppress-shortcuts", "true"),
    true,
  );
  // Left behind on a cell, it would keep the shortcuts from the editor inside as well.
  node.addEventListener("focusout", ({ target }) => target.removeAttribute("data-lm-suppress-shortcuts"), true);
  node.addEventListener("keydown", (event) => {
    // Everything is saved already; the browser would offer to save the page.
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !inEditor(event.target))
      event.preventDefault();
  });
};

const SAID = ".ck-message :is(.ck-done, .ck-alert)";
const MADE = ".ck-result"; // what came of it, below its words
const SETTLED = 250;
const PATIENCE = 30000;
const BELOW_STEPS = 40; // the line of steps covers the top of the page

/* Where a button leads to a form in another section, and has opened it, the page goes there. */
const goTo = (form, node, isBusy) => {
  const show = () => form.scrollIntoView({ block: "center" });
  form.querySelector("select, input")?.focus({ preventScroll: true });
  keepInPlace(show, node, isBusy);
};

/* A save fills all sections anew, and what the pressed button says may end up out of sight. */
export const bringWordsIntoView = (panel, isBusy) => {
  const node = panel.content.node;
  let leads = false;
  let section = null;
  let known = new Set();
  let until = 0;
  let timer = 0;
  const forget = () => {
    section = null;
    clearTimeout(timer);
    timer = 0;
  };
  const inSight = (kind) => [...section.querySelectorAll(kind)].filter((one) => one.getClientRects().length);
  const look = () => {
    timer = 0;
    if (!section) return;
    const fresh = (kind) => inSight(kind).filter((one) => !known.has(one)).at(-1);
    const said = fresh(SAID);
    const made = said && fresh(MADE);
    if (leads && said) {
      forget();
      return goTo(node.querySelector(".ck-goal"), node, isBusy);
    }
    const view = node.getBoundingClientRect();
    const outOfSight = (one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < view.top + BELOW_STEPS || bottom > view.bottom;
    };
    const small = section.offsetHeight < view.height - BELOW_STEPS;
    // A small section is shown whole; one that shrank away from under the pointer comes back before it has said anything.
    if (!said ? section.getBoundingClientRect().bottom < view.top + BELOW_STEPS : [said, made].some((one) => one && outOfSight(one)))
      for (const one of small ? [section] : [made, said ?? section]) one?.scrollIntoView({ block: "nearest" });
    if (Date.now() > until) forget();
  };
  node.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.(".ck button");
      if (!button) return;
      section = button.closest(".ck");
      leads = button.classList.contains("ck-leads");
      known = new Set([...section.querySelectorAll(SAID), ...inSight(MADE)]);
      until = Date.now() + PATIENCE;
    },
    true,
  );
  // Whoever moves on is left alone; and a button that moves away under a press is never clicked.
  for (const move of MOVES) node.addEventListener(move, forget, { passive: true });
  new MutationObserver(() => {
    // Not put off by each change: while the sections fill there is always another one.
    if (section) timer ||= setTimeout(look, SETTLED);
  }).observe(node, { childList: true, subtree: true });
};

/* A press is answered when the kernel is free. Until then the line of steps says that it was heard; the words of the
 * sections come from the kernel, which has none to give while it works. */
const HEARD = 400;
export const showWork = (panel) => {
  const node = panel.content.node;
  let timer = 0;
  node.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.(".ck button:not([data-copied])")) return;
      clearTimeout(timer);
      timer = setTimeout(() => node.classList.add("ck-working"), HEARD);
    },
    true,
  );
  panel.sessionContext.statusChanged.connect((_context, status) => {
    if (status === "busy") return;
    clearTimeout(timer);
    node.classList.remove("ck-working");
  });
};

/* What arrives is taken at once, so that the number on an upload button would always be 0. */
export const dropCounts = (panel) => {
  const drop = () => {
    for (const button of panel.content.node.querySelectorAll(".ck .widget-upload")) {
      const words = button.lastChild;
      if (words?.nodeType === Node.TEXT_NODE) words.nodeValue = words.nodeValue.replace(/ \(\d+\)$/, "");
    }
  };
  new MutationObserver(drop).observe(panel.content.node, { childList: true, subtree: true });
};
