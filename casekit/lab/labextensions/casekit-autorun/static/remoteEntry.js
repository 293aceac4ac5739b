/* Runs a notebook on opening when its metadata says {"casekit": {"autorun": true}} and all its code is trusted,
 * says so when a file is too big for the upload button, because the connection would drop it in silence, and
 * follows the links from the top of the workbook to its sections.
 *
 * A prebuilt extension is a container of module federation: an object with `init` and `get`. This one is
 * written by hand, because 110 lines need no bundler.
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

  const plugin = (notebook) => ({
    id: `${NAME}:plugin`,
    description: "Runs a trusted notebook on opening when its metadata asks for it.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (app, tracker) => {
      watchUploads();
      followLinksToHeadings();
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
        // What was saved lies in the case; there is nothing in the notebook to ask about on leaving.
        panel.context.model.dirty = false;
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
