// The sheet that slides up from the foot of a phone: list rows, attachments, places.
import { icon, make } from "./bubble.js";

export class Sheet {
  #opener = null;

  constructor(dialog) {
    this.dialog = dialog;
    this.body = dialog.querySelector(".sheet-body");
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) this.close();
    });
  }

  get isOpen() {
    return this.dialog.open;
  }

  // Shows rows of `{label, hint, icon, run}`; the first one gets the focus.
  open(title, rows) {
    if (!this.dialog.open) this.#opener = document.activeElement;
    const head = make("div", { className: "sheet-head" });
    const close = make("button", { type: "button", className: "sheet-close", textContent: "Tutup" });
    close.addEventListener("click", () => this.close());
    head.append(make("strong", { textContent: title }), close);
    const list = make("div", { className: "sheet-rows" });
    list.append(...rows.map((row) => this.#row(row)));
    this.body.replaceChildren(head, list);
    if (!this.dialog.open) this.dialog.show();
    list.querySelector("button")?.focus({ preventScroll: true });
  }

  close() {
    if (!this.dialog.open) return;
    this.dialog.close();
    this.#opener?.focus?.({ preventScroll: true });
  }

  #row({ label, hint, icon: name, run }) {
    const button = make("button", { type: "button", className: "sheet-row" });
    if (name) button.append(icon(name));
    const words = make("span", { className: "sheet-words" });
    words.append(make("span", { textContent: label }));
    if (hint) words.append(make("small", { textContent: hint }));
    button.append(words);
    button.addEventListener("click", () => {
      this.close();
      run();
    });
    return button;
  }
}
