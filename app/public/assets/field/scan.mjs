// <door-scanner>: the camera, looking for a QR. The browser's own detector where it has one, else a
// decoder that is loaded only then. Sends `code` with the text; the page judges what it is.
const EDGE = 960; // pixels decoded at once: enough for a label at arm's length
const PAUSE_MS = 120; // between two looks, so that the phone stays cool and the page smooth

class DoorScanner extends HTMLElement {
  async connectedCallback() {
    this.innerHTML = "<video class=\"scanner__video\" playsinline muted></video><p class=\"scanner__hint\" role=\"status\"></p>";
    const hint = this.querySelector("p");
    hint.textContent = this.dataset.hint;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } },
      });
      const video = this.querySelector("video");
      video.srcObject = this.stream;
      await video.play();
      await this.look(video, await decoder());
    } catch {
      hint.textContent = this.dataset.failed;
    }
  }

  disconnectedCallback() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  async look(video, decode) {
    let last = "";
    while (this.stream && this.isConnected) {
      const text = video.videoWidth ? await decode(video).catch(() => null) : null;
      if (text && text !== last) {
        last = text;
        navigator.vibrate?.(40);
        this.dispatchEvent(new CustomEvent("code", { detail: text, bubbles: true }));
      }
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}

async function decoder() {
  if ("BarcodeDetector" in window) {
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
    }
  }
  const { default: jsqr } = await import("/assets/jsqr/jsqr.mjs");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, EDGE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsqr(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? null;
  };
}

customElements.get("door-scanner") ?? customElements.define("door-scanner", DoorScanner);
