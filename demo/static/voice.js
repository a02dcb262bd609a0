// Records a voice note with the microphone where the browser and the visitor allow it.

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const MAX_MILLISECONDS = 60_000;

export class VoiceNote {
  #recorder = null;
  #chunks = [];
  #started = 0;

  get available() {
    return "MediaRecorder" in window && Boolean(navigator.mediaDevices?.getUserMedia);
  }

  // Starts recording; false if the microphone is not to be had.
  async start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      this.#recorder = new MediaRecorder(stream, { mimeType });
    } catch {
      return false;
    }
    this.#chunks = [];
    this.#recorder.addEventListener("dataavailable", (event) => this.#chunks.push(event.data));
    this.#recorder.start();
    this.#started = Date.now();
    setTimeout(() => this.#recorder?.state === "recording" && this.#recorder.stop(), MAX_MILLISECONDS);
    return true;
  }

  // Stops and returns `{file, seconds}`.
  async stop() {
    const recorder = this.#recorder;
    if (recorder.state !== "inactive") {
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
      recorder.stop();
      await stopped;
    }
    recorder.stream.getTracks().forEach((track) => track.stop());
    const type = recorder.mimeType.split(";")[0];
    const seconds = Math.max(1, Math.round((Date.now() - this.#started) / 1000));
    return { file: new File(this.#chunks, "suara", { type }), seconds };
  }
}
