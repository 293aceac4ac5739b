/* Runs a notebook on opening, and again after its kernel was restarted, when its metadata says
 * {"casekit": {"autorun": true}} and all its code is trusted; `page.js` beside it holds what the page of such a workbook
 * does besides.
 *
 * A prebuilt extension is a container of module federation: an object with `init` and `get`. This one is
 * written by hand, because 130 lines and a module need no bundler.
 */
(() => {
  const NAME = "casekit-autorun";
  // JupyterLab lets browsers keep these files for a year: a new content needs a new address, which package.json gives.
  const HERE = new URL(document.currentScript.src);
  const PAGE = new URL(`page.js${HERE.search}`, HERE);
  const NARROW = 700; // pixels; on a phone the bars at the sides would take a fifth of the window
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

  const plugin = (notebook, page) => ({
    id: `${NAME}:plugin`,
    description: "Runs a trusted notebook on opening when its metadata asks for it.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (app, tracker) => {
      const isBusy = () => tracker.currentWidget?.sessionContext.session?.kernel?.status === "busy";
      page.watchUploads();
      page.followLinksToHeadings(isBusy);
      page.openPages();
      page.copyFields();
      tracker.widgetAdded.connect(async (_tracker, panel) => {
        await panel.context.ready;
        await panel.revealed;
        if (!asksForIt(panel)) return;
        panel.content.node.classList.add("ck-can-copy");
        // The workbook needs the width, and its files come in through its own section.
        app.shell.collapseLeft?.();
        for (const side of ["left", "right"])
          if (app.shell.isSideTabBarVisible?.(side) === window.innerWidth < NARROW)
            app.shell.toggleSideTabBarVisibility(side);
        await panel.sessionContext.ready;
        await kernelOf(panel);
        if (!isTrusted(panel)) return;
        // Kernels, cells and their buttons mean nothing to the people who use it; the menus still have them all.
        panel.toolbar.hide();
        page.keepShortcutsAway(panel);
        page.bringWordsIntoView(panel, isBusy);
        page.showWork(panel);
        page.dropCounts(panel);
        page.markStep(panel);
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
      const made = plugin(await load("@jupyterlab/notebook"), await import(PAGE));
      return () => ({ __esModule: true, default: made });
    },
  };
})();
