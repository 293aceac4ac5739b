/* Runs a notebook on opening, and again after its kernel was restarted, when its metadata says
 * {"casekit": {"autorun": true}} and all its code is trusted. In such a workbook it keeps the shortcuts of JupyterLab
 * and its toolbar away, brings what a button has to say into view, says so when a file is too big for the upload
 * button, because the connection would drop it in silence, follows the links from the top of the workbook to its
 * sections, and opens what was written in a page of the browser.
 *
 * A prebuilt extension is a container of module federation: an object with `init` and `get`. This one is
 * written by hand, because 250 lines need no bundler.
 */
(() => {
  const NAME = "casekit-autorun";
  let shared;

  /* A module that JupyterLab shares with its extensions. */
  const load = async (name) => {
    const versions = Object.values(shared[name]);
    return (await versions[0].get())();
  };

  const asksForIt = (panel) => {
    const model = panel.context.model;
    const told = model.getMetadata ? model.getMetadata("casekit") : model.metadata.get("casekit");
    return Boolean(told && told.autorun);
  };

  const isTrusted = (panel) =>
    panel.content.widgets.every((cell) => cell.model.type !== "code" || cell.model.trusted);

  /* The note beside an upload button carries the limit and the words; it is shown only when needed. */
  const refuseTooBig = (event, button) => {
    const note = button.parentElement?.querySelector("[data-upload-limit]");
    if (!note) return;
    const size = Array.from(event.target.files ?? []).reduce((sum, file) => sum + file.size, 0);
    note.hidden = size <= Number(note.dataset.uploadLimit);
    if (!note.hidden) event.stopImmediatePropagation();
  };

  /* The file field of an upload button is in no document, so it is caught when the button opens it. */
  const watched = new WeakSet();
  const watchUploads = () =>
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

  /* JupyterLab keeps the names of headings out of the document's ids, so the browser finds none of them. */
  const followLinksToHeadings = () =>
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.('.jp-Notebook:has(.ck) a[href^="#"]');
      if (!link) return;
      const name = CSS.escape(decodeURIComponent(link.hash.slice(1)));
      const heading = link.closest(".jp-Notebook").querySelector(`[data-jupyter-id="${name}"]`);
      if (!heading) return;
      event.preventDefault();
      heading.scrollIntoView();
    });

  /* A report is read and printed in a page of its own; in JupyterLab it would come back at the next start. */
  const openPages = () =>
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

  /* In a list or on a button the keys 0, b, m, r would restart the kernel or make cells; in an editor they are text.
   * The mark must stand on what has the focus: there JupyterLab begins to look for its shortcuts. */
  const keepShortcutsAway = (panel) => {
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
  const SETTLED = 250;
  const PATIENCE = 8000;

  /* A save fills all sections anew, and what the pressed button says may end up out of sight. */
  const bringWordsIntoView = (panel) => {
    const node = panel.content.node;
    let section = null;
    let known = new Set();
    let until = 0;
    let timer = 0;
    const forget = () => {
      section = null;
      clearTimeout(timer);
    };
    const look = () => {
      if (!section) return;
      const said = [...section.querySelectorAll(SAID)].filter((one) => !known.has(one) && one.getClientRects().length);
      said.at(-1)?.scrollIntoView({ block: "nearest" });
      if (Date.now() > until) forget();
    };
    node.addEventListener(
      "click",
      (event) => {
        const button = event.target.closest?.(".ck button");
        if (!button) return;
        section = button.closest(".ck");
        known = new Set(section.querySelectorAll(SAID));
        until = Date.now() + PATIENCE;
      },
      true,
    );
    // Whoever moves on is left alone; and a button that moves away under a press is never clicked.
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) node.addEventListener(moved, forget, { passive: true });
    new MutationObserver(() => {
      if (!section) return;
      clearTimeout(timer);
      timer = setTimeout(look, SETTLED);
    }).observe(node, { childList: true, subtree: true });
  };

  /* What arrives is taken at once, so that the number on an upload button would always be 0. */
  const dropCounts = (panel) => {
    const drop = () => {
      for (const button of panel.content.node.querySelectorAll(".ck .widget-upload")) {
        const words = button.lastChild;
        if (words?.nodeType === Node.TEXT_NODE) words.nodeValue = words.nodeValue.replace(/ \(\d+\)$/, "");
      }
    };
    new MutationObserver(drop).observe(panel.content.node, { childList: true, subtree: true });
  };

  /* After a page was loaded again its widgets come from the kernel, and a section that was shown before its own had
   * come stays an error. Shown once more it is there; where they never come, loading the page once more brings them. */
  const LATE = 4000;
  const TRIES = 15;
  const AGAIN = `${NAME}-again`;
  const pause = (time) => new Promise((over) => setTimeout(over, time));
  const cellsWithout = (panel) =>
    panel.content.widgets.filter((cell) => cell.model.type === "code" && !cell.node.querySelector(".ck"));
  const showLateOnes = async (notebook, panel) => {
    for (let tried = 0; tried < TRIES && !panel.isDisposed; tried++) {
      await pause(LATE);
      const late = cellsWithout(panel);
      if (!late.length) return sessionStorage.removeItem(AGAIN);
      if (panel.sessionContext.session?.kernel?.status !== "idle") continue;
      await notebook.NotebookActions.runCells(panel.content, late, panel.sessionContext);
      panel.context.model.dirty = false;
    }
    if (panel.isDisposed || sessionStorage.getItem(AGAIN)) return;
    sessionStorage.setItem(AGAIN, "yes");
    location.reload();
  };

  const runWhole = async (notebook, panel) => {
    await notebook.NotebookActions.runAll(panel.content, panel.sessionContext);
    // Running moves the cursor to the end; people begin at the beginning.
    panel.content.activeCellIndex = 0;
    await panel.content.scrollToItem(0, "start");
    // What was saved lies in the case; there is nothing in the notebook to ask about on leaving.
    panel.context.model.dirty = false;
  };

  /* After a restart the sections on the page belong to nobody; running makes them anew. */
  const runAfterRestart = (notebook, panel) => {
    let restarted = false;
    panel.sessionContext.statusChanged.connect((_context, status) => {
      if (status === "restarting" || status === "autorestarting") restarted = true;
      if (status !== "idle" || !restarted) return;
      restarted = false;
      if (isTrusted(panel)) runWhole(notebook, panel);
    });
  };

  /* On a busy machine the kernel may come after all else is ready. */
  const kernelOf = (panel) =>
    new Promise((arrived) => {
      const context = panel.sessionContext;
      const look = () => {
        if (!context.session?.kernel) return;
        context.kernelChanged.disconnect(look);
        arrived();
      };
      context.kernelChanged.connect(look);
      look();
    });

  const plugin = (notebook) => ({
    id: `${NAME}:plugin`,
    description: "Runs a trusted notebook on opening when its metadata asks for it.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (app, tracker) => {
      watchUploads();
      followLinksToHeadings();
      openPages();
      tracker.widgetAdded.connect(async (_tracker, panel) => {
        await panel.context.ready;
        await panel.revealed;
        if (!asksForIt(panel)) return;
        // The workbook needs the width, and its files come in through its own section.
        app.shell.collapseLeft?.();
        await panel.sessionContext.ready;
        await kernelOf(panel);
        if (!isTrusted(panel)) return;
        // Kernels, cells and their buttons mean nothing to the people who use it; the menus still have them all.
        panel.toolbar.hide();
        keepShortcutsAway(panel);
        bringWordsIntoView(panel);
        dropCounts(panel);
        runAfterRestart(notebook, panel);
        await runWhole(notebook, panel);
        await showLateOnes(notebook, panel);
      });
    },
  });

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const made = plugin(await load("@jupyterlab/notebook"));
      return () => ({ __esModule: true, default: made });
    },
  };
})();
