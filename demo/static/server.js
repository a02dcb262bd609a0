// Everything the page asks of the demonstration's server.

const PROBLEMS = {
  blocked: "Bot sedang diblokir.",
  button_is_gone: "Tombol ini sudah tidak berlaku.",
  only_telegram_blocks: "Hanya Telegram yang mengenal blokir di sini.",
  sms_carries_words_only: "SMS hanya membawa kata-kata.",
};
const POLL_MILLISECONDS = 1000;

async function outcome(response) {
  if (response.ok) return "";
  const body = await response.json().catch(() => ({}));
  return PROBLEMS[body.error] ?? "Tidak terkirim. Coba lagi.";
}

async function post(path, options) {
  try {
    return await outcome(await fetch(path, { method: "POST", ...options }));
  } catch {
    return "Peragaan tidak menjawab. Apakah masih berjalan?";
  }
}

const json = (body) => ({ headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// Does something on a phone; returns words for the person if it failed.
export async function act(what) {
  if (what.file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(what)) form.append(name, value);
    return post("/phone/upload", { body: form });
  }
  if ("blocked" in what) return post("/phone/block", json(what));
  return post("/phone/send", json(what));
}

export async function readState() {
  return (await fetch("/phone/state")).json();
}

export async function newCitizen() {
  return (await fetch("/phone/citizen", { method: "POST" })).json();
}

// Follows changes for as long as the page is open: a live stream, or asking every second where that fails.
export function follow({ after, apply, setLive }) {
  let number = after;
  let polling = 0;

  const take = (found) => {
    number = found.number;
    found.changes.forEach(apply);
    setLive(true);
  };

  const poll = async () => {
    try {
      take(await (await fetch(`/phone/events?after=${number}`, { headers: { Accept: "application/json" } })).json());
    } catch {
      setLive(false);
    }
  };

  const listen = () => {
    const source = new EventSource(`/phone/events?after=${number}`);
    source.addEventListener("open", () => {
      clearInterval(polling);
      polling = 0;
      setLive(true);
    });
    source.addEventListener("message", (event) => take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      // Closed by the server for good (no free stream): ask instead, and try the stream again later.
      if (source.readyState !== EventSource.CLOSED) return;
      polling ||= setInterval(poll, POLL_MILLISECONDS);
      setTimeout(listen, 15 * POLL_MILLISECONDS);
    });
  };

  listen();
}
