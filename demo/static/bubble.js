// One message as the real apps draw it. Words only ever enter through textContent.

const SVG = "http://www.w3.org/2000/svg";
const STATES = {
  sending: ["sent", "dikirim ke penyedia"],
  waiting: ["wait", "belum diterima Suar, dicoba lagi"],
  delivered: ["taken", "diterima Suar"],
  lost: ["lost", "tidak sampai ke Suar"],
};
const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone });

export const time = (date) => CLOCK.format(date);

export function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function bubble(message, { line, press, openList, edit }) {
  const row = make("li", { className: "message" });
  row.dataset.serial = message.serial;
  row.dataset.from = message.outgoing ? "hotline" : "person";
  row.dataset.kind = message.kind;
  row.dataset.rings = String(message.rings);
  const failed = message.outgoing && ["undelivered", "failed"].includes(message.state);
  row.dataset.failed = String(failed);

  const box = make("div", { className: "bubble" });
  box.append(...content(message));
  box.append(foot(message, { line, edit, failed }));
  row.append(box);
  if (message.list_label) row.append(listOpener(message, openList));
  else if (message.keyboard.length) row.append(keyboard(message, press));
  return row;
}

function content(message) {
  const found = [];
  if (message.kind === "photo" && message.file) {
    found.push(make("img", { className: "photo", src: `/phone/media/${message.file}`, alt: "Foto yang dikirim" }));
  }
  if (message.kind === "voice" && message.file) {
    const player = make("audio", { controls: true, preload: "metadata", src: `/phone/media/${message.file}` });
    player.setAttribute("aria-label", "Pesan suara");
    found.push(player);
  }
  if (message.kind === "document" && message.file) {
    const link = make("a", { className: "card", href: `/phone/media/${message.file}`, download: "" });
    link.append(icon("file"), make("span", { textContent: "Berkas" }));
    found.push(link);
  }
  if (message.kind === "location" && message.location) {
    const map = make("div", { className: "map" });
    map.append(icon("pin"));
    const [latitude, longitude] = message.location;
    found.push(map, make("p", { className: "text", textContent: `${latitude.toFixed(4)}, ${longitude.toFixed(4)}` }));
  }
  if (message.kind === "contact") {
    const card = make("div", { className: "card" });
    card.append(icon("person"), make("span", { textContent: message.text }));
    return [...found, card];
  }
  if (message.text) found.push(make("p", { className: "text", textContent: message.text }));
  return found;
}

function foot(message, { line, edit, failed }) {
  const foot = make("p", { className: "foot" });
  if (failed) {
    foot.append(icon("lost"), make("span", { textContent: message.note || "tidak sampai" }));
    return foot;
  }
  if (!message.outgoing && line === "telegram" && message.kind === "text") {
    const change = make("button", { type: "button", className: "edit", title: "Ubah pesan" });
    change.append(icon("edit"), make("span", { className: "visually-hidden", textContent: "Ubah pesan" }));
    change.addEventListener("click", edit);
    foot.append(change);
  }
  if (message.protect) {
    const lock = make("span", { className: "protect", title: "Tidak dapat diteruskan atau disimpan" });
    lock.append(icon("lock"), make("span", { className: "visually-hidden", textContent: "dilindungi" }));
    foot.append(lock);
  }
  if (message.segments) foot.append(make("span", { textContent: `${message.segments} SMS` }));
  if (message.edited) foot.append(make("span", { textContent: "diubah" }));
  foot.append(make("time", { dateTime: message.date, textContent: time(new Date(message.date)) }));
  if (!message.outgoing) foot.append(tick(message));
  return foot;
}

function tick(message) {
  const [name, words] = STATES[message.state] ?? STATES.sending;
  const tick = make("span", { className: "tick", title: message.note ? `${words} (${message.note})` : words });
  tick.dataset.state = message.state;
  tick.append(icon(name), make("span", { className: "visually-hidden", textContent: words }));
  return tick;
}

function keyboard(message, press) {
  const box = make("div", { className: "buttons" });
  for (const row of message.keyboard) {
    const line = make("div", { className: "button-row" });
    for (const button of row) {
      const drawn = make("button", { type: "button", textContent: button.label });
      drawn.dataset.action = button.action;
      drawn.dataset.data = button.data;
      if (button.data.startsWith("ack:")) drawn.dataset.acknowledge = "";
      if (button.action === "quick") {
        drawn.prepend(icon("reply"));
        drawn.disabled = message.answered;
      }
      drawn.addEventListener("click", () => press(drawn));
      line.append(drawn);
    }
    box.append(line);
  }
  return box;
}

function listOpener(message, openList) {
  const box = make("div", { className: "buttons" });
  const opener = make("button", { type: "button", className: "list", textContent: message.list_label });
  opener.setAttribute("aria-haspopup", "dialog");
  opener.prepend(icon("list"));
  opener.addEventListener("click", openList);
  box.append(opener);
  return box;
}
