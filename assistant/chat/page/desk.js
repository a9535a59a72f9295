// What the page does in the browser itself: everything else is done by the server.
(() => {
  const translations = new Map();
  const DRAFT = "proofdesk-draft";
  let underWay = "", doing = "";  // the turn that is waited for, and what was last said of it
  let arrived, held = false;
  const arrival = new Promise(resolve => { arrived = resolve; });
  const region = document.createElement("div");
  region.id = "announced";
  region.className = "unseen";
  region.setAttribute("role", "status");  // which is polite
  const $ = (selector, root = document) => root.querySelector(selector);

  const desk = {
    // The server has told who reads here and which conversation is open, or it could not.
    arrived,

    // A question waits for that: before, it would be nobody's. Pressed twice meanwhile, it is asked once.
    async ready() {
      if (held) throw new Error("it waits already");
      held = true;
      await arrival;
      held = false;
    },

    // A button of the page was pressed, or a field of it changed.
    act(button, trigger) {
      const {do: what, ...given} = button.dataset;
      if (button.ariaDisabled === "true") return;
      if (what === "translate") busy(button, true);
      if (what === "copy") return copy(button);
      if (what === "close") return button.closest("dialog").close();
      if (what === "rename") given.title = button.value;
      if (what === "delete" && !window.confirm(given.sure)) return;
      if (what === "example") return desk.ready().then(() => trigger(what, given), () => {});
      trigger(what, given);
    },

    listen(element, trigger) {
      element.addEventListener("click", event => {
        const cite = event.target.closest("a.cite");
        if (cite) {
          event.preventDefault();
          return point(cite.getAttribute("href").slice(1));
        }
        const button = event.target.closest("button[data-do]");
        if (button) desk.act(button, trigger);
      });
      element.addEventListener("change", event => {
        const field = event.target.closest("input[data-do]");
        if (field) desk.act(field, trigger);
      });
      element.addEventListener("keydown", event => {
        if (event.key === "Enter" && event.target.matches("input[data-do]")) event.target.blur();
      });
    },

    // An errand of the server: a file to save, a translation to show.
    run(errand) {
      if (!errand) return;
      const {do: what, ...given} = JSON.parse(errand);
      if (what === "save") save(given.name, given.text);
      if (what === "translation") {
        const before = translations.get(given.target);
        translations.set(given.target, given);
        translate();
        if (before?.label !== given.label || before.text !== given.text) announce([given.label], [given.text && `: ${given.text}`]);
      }
    },

    // The transcript was drawn again: translations are put back, and an answer that was waited for is read out.
    drawn() {
      translate();
      const turn = underWay && $(`#transcript .turn[data-turn="${underWay}"]`);
      if (!turn) return;
      underWay = doing = "";
      const answer = ($(".answer-text", turn) || $(".answer .aside", turn))?.cloneNode(true);
      answer?.querySelectorAll("a.cite").forEach(cite => cite.remove());  // not the numbers of its sources
      announce([`${$(".verdict", turn).innerText.trim()}. `], [answer?.textContent, answer?.lang]);
    },

    // A question is on its way: bring it into view, and say what is being done.
    asked(element) {
      const turn = $(".turn-live", element);
      if (turn) underWay = turn.dataset.turn;
      const step = $(".doing", element);
      if (step && step.textContent !== doing) announce([doing = step.textContent]);
      if (turn && !element.dataset.seen) {
        turn.scrollIntoView({block: "start", behavior: calm()});
        // What was typed is now asked; what is typed since then stays.
        if (sessionStorage.getItem(DRAFT)?.trim() === $(".asked", turn).textContent.trim()) sessionStorage.removeItem(DRAFT);
      }
      element.dataset.seen = turn ? "yes" : "";
    },

    // Something was done: say so.
    told(element) {
      const told = $(".told", element);
      if (told && !$("progress", element)) announce([element.innerText]);
    },

    openArticle(element, close) {
      const dialog = $("dialog", element);
      if (!dialog || dialog.open) return;
      const before = document.activeElement;
      dialog.addEventListener("close", () => { close(); before?.focus?.(); }, {once: true});
      dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
      dialog.showModal();
      $(".article-text", dialog).focus({preventScroll: true});
      $("mark", dialog).scrollIntoView({block: "center"});
    },
    // A table is sorted by the headings of its columns, and its rows are found by their words.
    sortable(element) {
      element.addEventListener("click", event => {
        const button = event.target.closest("button[data-sort]");
        if (!button) return;
        const heading = button.closest("th"), body = $("tbody", element);
        const down = heading.getAttribute("aria-sort") === "ascending";
        const text = row => row.cells[button.dataset.sort].innerText;
        const rows = [...body.rows].sort((a, b) => text(a).localeCompare(text(b), undefined, {numeric: true}));
        body.append(...(down ? rows.reverse() : rows));
        heading.parentElement.querySelectorAll("th[aria-sort]").forEach(other => other.setAttribute("aria-sort", "none"));
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      });
      element.addEventListener("input", event => {
        if (!event.target.matches("input[data-filter]")) return;
        const wanted = event.target.value.toLowerCase();
        for (const row of $("tbody", element).rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
    },
  };

  // What a screen reader says: one region that stays and is filled, as new ones are often passed over.
  // Each part is a text, and its language where that is not the page's.
  function announce(...parts) {
    region.replaceChildren(...parts.filter(([text]) => text).map(([text, language]) => {
      const part = document.createElement("span");
      part.textContent = text.replace(/\s+/g, " ");
      if (language) part.lang = language;
      return part;
    }));
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  function point(id) {
    const source = document.getElementById(id);
    if (!source) return;
    document.querySelectorAll(".source.pointed").forEach(other => other.classList.remove("pointed"));
    source.classList.add("pointed");
    source.focus({preventScroll: true});
    source.scrollIntoView({block: "nearest", behavior: calm()});
  }

  function translate() {
    for (const box of document.querySelectorAll("[data-translation]")) {
      const given = translations.get(box.dataset.translation);
      if (!given) continue;
      busy($("[data-do=translate]", box.parentElement), Boolean(given.busy));
      const lines = [[given.text, given.doubt, given.language], [given.label, "translation-label", ""]]
        .filter(([text]) => text)
        .map(([text, name, language]) => {
          const line = document.createElement("p");
          Object.assign(line, {textContent: text, className: name, lang: language});
          return line;
        });
      box.replaceChildren(...lines);
    }
  }

  // Not "disabled": who came by the keyboard stays there.
  function busy(button, now) {
    if (button) button.ariaDisabled = String(now);
  }

  async function copy(button) {
    const turn = button.closest(".turn");
    const lines = [$(".answer-text", turn).innerText.trim()];
    for (const source of turn.querySelectorAll(".sources:not(.nearest) .source")) {
      const about = $(".source-head", source).innerText.trim().replace(/\s*\n\s*/g, ", ").replace(/^(\d+), /, "[$1] ");
      lines.push(`${about}: “${$("mark", source).innerText.trim()}”`);
    }
    const text = lines.join("\n\n");
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // a page that is not of this machine and not encrypted
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], {type: "text/markdown"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // What is being typed outlives a reload.
  document.addEventListener("input", event => {
    if (event.target.closest?.("#question")) sessionStorage.setItem(DRAFT, event.target.value);
  });
  const waiting = setInterval(() => {
    const field = $("#question textarea");
    if (!field) return;
    clearInterval(waiting);
    field.closest(".gradio-container").append(region);
    const draft = sessionStorage.getItem(DRAFT);
    if (draft && !field.value) {
      field.value = draft;
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }
  }, 100);

  // The language that the page is in, for screen readers: what it does not speak is shown in English.
  document.documentElement.lang = /^(en|de|nl)\b/i.test(navigator.language) ? navigator.language : "en";
  window.desk = desk;
})();
