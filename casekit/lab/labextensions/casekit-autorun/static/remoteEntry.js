/* Runs a notebook on opening when its metadata says {"casekit": {"autorun": true}} and all its code is trusted.
 *
 * A prebuilt extension is a container of module federation: an object with `init` and `get`. This one is
 * written by hand, because 50 lines need no bundler.
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

  const plugin = (notebook) => ({
    id: `${NAME}:plugin`,
    description: "Runs a trusted notebook on opening when its metadata asks for it.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (app, tracker) => {
      tracker.widgetAdded.connect(async (_tracker, panel) => {
        await panel.context.ready;
        await panel.revealed;
        if (!asksForIt(panel)) return;
        // The workbook needs the width, and its files come in through its own section.
        app.shell.collapseLeft?.();
        await panel.sessionContext.ready;
        if (!isTrusted(panel) || !panel.sessionContext.session?.kernel) return;
        await notebook.NotebookActions.runAll(panel.content, panel.sessionContext);
        // Running moves the cursor to the end; people begin at the beginning.
        panel.content.activeCellIndex = 0;
        await panel.content.scrollToItem(0, "start");
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
