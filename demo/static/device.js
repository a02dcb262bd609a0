// One phone: its header, its conversation, its input. What happens on it is told by `act`.
import { Sheet } from "./sheet.js";
import { bubble, icon, make, time } from "./bubble.js";
import { VoiceNote } from "./voice.js";

const TOAST_MILLISECONDS = 4000;
const TYPING_MILLISECONDS = 5000;
const IN_USE_MILLISECONDS = 12_000;

export class Device {
  #shown = { key: "", line: "telegram" };
  #bubbles = new Map();
  #editing = null;
  #toastTimer = 0;
  #typingTimer = 0;
  #usedAt = 0;

  constructor(side, { who, act }) {
    this.act = (what) => {
      this.#usedAt = Date.now();
      act(what);
    };
    this.who = who;
    this.device = side.querySelector(".device");
    this.thread = side.querySelector(".thread");
    this.input = side.querySelector(".input");
    this.keys = side.querySelector(".keys");
    this.sheet = new Sheet(side.querySelector(".sheet"));
    this.voice = new VoiceNote();
    this.#listen(side);
    const tick = () => (side.querySelector(".clock").textContent = time(new Date()));
    tick();
    setInterval(tick, 10_000);
  }

  // Shows another chat from its beginning.
  show({ key, line, title, sub, messages, chat }) {
    this.#shown = { key, line, sub };
    this.#bubbles.clear();
    this.#editing = null;
    this.sheet.close();
    this.device.dataset.skin = line;
    this.device.querySelector(".title").textContent = title;
    this.thread.replaceChildren(this.#opening(line));
    messages.forEach((message) => this.upsert(message));
    this.setChat(chat);
    this.#scroll();
  }

  // Shows what the chat itself looks like: blocked, typing, keys under the input.
  setChat(chat) {
    if (!chat || chat.key !== this.#shown.key) return;
    this.device.dataset.blocked = String(chat.blocked);
    this.device.querySelector(".blocked").hidden = !chat.blocked;
    this.device.querySelector(".composer").hidden = chat.blocked;
    const block = this.device.querySelector(".block");
    if (block) {
      block.hidden = chat.line !== "telegram";
      block.setAttribute("aria-pressed", String(chat.blocked));
    }
    const sub = this.device.querySelector(".sub");
    sub.textContent = chat.typing ? "mengetik…" : chat.opted_out ? "berhenti berlangganan (STOP)" : this.#shown.sub;
    clearTimeout(this.#typingTimer);
    if (chat.typing) {
      this.#typingTimer = setTimeout(() => (sub.textContent = this.#shown.sub), TYPING_MILLISECONDS);
    }
    this.#showKeys(chat.keyboard);
  }

  // Adds a message, draws it anew, or takes it away.
  upsert(message) {
    const old = this.#bubbles.get(message.serial);
    if (message.deleted) {
      this.#bubbles.delete(message.serial);
      if (old) this.#vanish(old);
      return;
    }
    const atEnd = this.#isAtEnd();
    const drawn = bubble(message, {
      line: this.#shown.line,
      press: (button) => this.#press(message, button),
      openList: () => this.#openList(message),
      edit: () => this.#startEdit(message),
    });
    this.#bubbles.set(message.serial, drawn);
    if (old) {
      drawn.classList.add("still");
      old.replaceWith(drawn);
    } else {
      this.thread.append(drawn);
    }
    if (atEnd || !message.outgoing || !old) this.#scroll();
  }

  // A pressed button was answered: stop its spinner and show the words, if any.
  answered(text) {
    this.thread.querySelectorAll("[data-busy]").forEach((button) => delete button.dataset.busy);
    if (text) this.toast(text);
  }

  toast(text) {
    const toast = this.device.querySelector(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => (toast.hidden = true), TOAST_MILLISECONDS);
  }

  setRinging(ringing) {
    this.device.dataset.ringing = String(ringing);
    const alert = this.device.querySelector(".ringing");
    if (alert.hidden === ringing) alert.hidden = !ringing;
  }

  // Nobody is busy here: nothing half typed, nothing open, nothing sent whose answer is still being read.
  isIdle() {
    const inUse = Date.now() - this.#usedAt < IN_USE_MILLISECONDS;
    return this.input.value === "" && !this.sheet.isOpen && !inUse;
  }

  fill(text) {
    this.input.value = text;
    this.#grow();
    this.focus();
    this.device.scrollIntoView({ block: "nearest" });
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  #listen(side) {
    side.querySelector(".composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
      if (event.key === "Escape") this.#stopEdit();
    });
    this.input.addEventListener("input", () => this.#grow());
    side.querySelector(".attach").addEventListener("click", () => this.#openAttachments());
    side.querySelector(".block")?.addEventListener("click", () => this.act({ blocked: true }));
    side.querySelector(".unblock").addEventListener("click", () => this.act({ blocked: false }));
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.act(this.#editing ? { edit: { message: this.#editing, text } } : { text });
    this.#stopEdit();
  }

  #startEdit(message) {
    this.#editing = message.serial;
    this.device.dataset.editing = "true";
    this.fill(message.text);
  }

  #stopEdit() {
    this.#editing = null;
    delete this.device.dataset.editing;
    this.input.value = "";
    this.#grow();
  }

  #press(message, button) {
    const { action, data } = button.dataset;
    if (action === "url") return void this.toast(`Tautan: ${data}`);
    button.dataset.busy = "";
    setTimeout(() => delete button.dataset.busy, 2 * TYPING_MILLISECONDS);
    this.act({ choice: { message: message.serial, data } });
  }

  #openList(message) {
    const rows = message.keyboard.flat().map((row) => ({
      label: row.label,
      hint: row.hint,
      run: () => this.act({ choice: { message: message.serial, data: row.data } }),
    }));
    this.sheet.open(message.list_label, rows);
  }

  #openAttachments() {
    const places = [...document.querySelector("#places").content.children].map((place) => ({
      label: place.textContent,
      icon: "pin",
      run: () => this.act({ location: { latitude: place.dataset.latitude, longitude: place.dataset.longitude } }),
    }));
    const choices = [
      { label: "Lokasi", icon: "pin", run: () => this.sheet.open("Bagikan lokasi (contoh)", places) },
      { label: "Kontak saya", icon: "person", run: () => this.act({ contact: true }) },
    ];
    if (this.#shown.line !== "sms") {
      choices.unshift(
        { label: "Foto", icon: "photo", run: () => this.#pick("image/*", "photo") },
        { label: "Berkas", icon: "file", run: () => this.#pick("", "document") },
        { label: "Pesan suara", icon: "mic", run: () => this.#openVoice() },
      );
    }
    this.sheet.open("Lampirkan", choices);
  }

  #openVoice() {
    const choices = [{ label: "Kirim contoh suara (4 detik)", icon: "mic", run: () => this.act({ voice_sample: true }) }];
    if (this.voice.available) {
      choices.unshift({ label: "Rekam dengan mikrofon", icon: "mic", run: () => this.#record() });
    }
    this.sheet.open("Pesan suara", choices);
  }

  async #record() {
    if (!(await this.voice.start())) return void this.toast("Mikrofon tidak diizinkan.");
    this.sheet.open("Merekam…", [
      {
        label: "Berhenti dan kirim",
        icon: "send",
        run: async () => this.act({ kind: "voice", ...(await this.voice.stop()) }),
      },
      { label: "Buang", icon: "block", run: () => this.voice.stop() },
    ]);
  }

  #pick(accept, kind) {
    const picker = make("input", { type: "file", accept });
    picker.addEventListener("change", () => {
      const file = picker.files[0];
      if (!file) return;
      const caption = this.input.value.trim();
      this.#stopEdit();
      this.act({ kind, caption, file });
    });
    picker.click();
  }

  #showKeys(keyboard) {
    this.keys.hidden = keyboard.length === 0;
    this.keys.replaceChildren(
      ...keyboard.map((row) => {
        const line = make("div", { className: "key-row" });
        line.append(
          ...row.map((button) => {
            const key = make("button", { type: "button", textContent: button.label });
            if (button.action === "location") key.prepend(icon("pin"));
            if (button.action === "contact") key.prepend(icon("person"));
            key.addEventListener("click", () => this.#useKey(button));
            return key;
          }),
        );
        return line;
      }),
    );
  }

  #useKey(button) {
    if (button.action === "contact") return void this.act({ contact: true });
    if (button.action !== "location") return void this.act({ text: button.label });
    const places = [...document.querySelector("#places").content.children].map((place) => ({
      label: place.textContent,
      icon: "pin",
      run: () => this.act({ location: { latitude: place.dataset.latitude, longitude: place.dataset.longitude } }),
    }));
    this.sheet.open("Bagikan lokasi (contoh)", places);
  }

  #opening(line) {
    const words = {
      telegram: "Belum ada pesan. Tulis apa saja untuk memulai.",
      whatsapp: "Belum ada pesan. Tulis apa saja untuk memulai.",
      sms: "Pesan teks. Hanya kata-kata, tanpa tombol.",
      staff: "Peringatan dari Suar muncul di sini.",
    };
    return make("li", { className: "opening", textContent: words[line] });
  }

  #vanish(old) {
    old.classList.add("gone");
    setTimeout(() => old.remove(), 260);
  }

  #isAtEnd() {
    return this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 80;
  }

  #scroll() {
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
  }
}
