// Rings for a critical alert: a two-tone call made on the spot, and the page's title. No sound file is needed.

const CALL_MILLISECONDS = 2400;
const TONES = [
  [784, 0, 0.18],
  [988, 0.22, 0.18],
  [784, 0.44, 0.18],
  [988, 0.66, 0.3],
];

export class Ringer {
  #context = null;
  #timer = 0;
  #title = document.title;
  #enabled;

  constructor({ button, stored }) {
    this.#enabled = localStorage.getItem(stored) !== "mati";
    this.button = button;
    this.#label();
    button.addEventListener("click", () => {
      this.#enabled = !this.#enabled;
      localStorage.setItem(stored, this.#enabled ? "nyala" : "mati");
      this.#label();
      if (this.#enabled) this.unlock();
    });
    // Browsers allow sound only after the visitor has touched the page once.
    for (const kind of ["pointerdown", "keydown"]) {
      addEventListener(kind, () => this.unlock(), { once: true });
    }
  }

  unlock() {
    if (!this.#context && "AudioContext" in window) this.#context = new AudioContext();
    this.#context?.resume();
  }

  setRinging(ringing) {
    if (ringing === this.#timer > 0) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    document.title = this.#title;
    if (!ringing) return;
    this.#call();
    this.#timer = setInterval(() => this.#call(), CALL_MILLISECONDS);
  }

  #call() {
    document.title = document.title === this.#title ? "🔴 KRITIS – tekan Terima" : this.#title;
    if (!this.#enabled || this.#context?.state !== "running") return;
    const start = this.#context.currentTime + 0.02;
    for (const [frequency, offset, length] of TONES) {
      const tone = this.#context.createOscillator();
      const volume = this.#context.createGain();
      tone.type = "triangle";
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start + offset);
      volume.gain.linearRampToValueAtTime(0.18, start + offset + 0.02);
      volume.gain.linearRampToValueAtTime(0, start + offset + length);
      tone.connect(volume).connect(this.#context.destination);
      tone.start(start + offset);
      tone.stop(start + offset + length);
    }
  }

  #label() {
    this.button.textContent = this.#enabled ? "Suara nyala" : "Suara mati";
    this.button.setAttribute("aria-pressed", String(this.#enabled));
  }
}
