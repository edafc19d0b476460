// @ts-check
/** Reads QR codes with the camera: by the browser's own reader where there is one, else by a decoder of ours, in a worker that is fetched only then. */

const PAUSE = 180; // between two looks: a phone must not run hot
const WIDEST = 720;

/** @returns {Promise<((source: HTMLCanvasElement) => Promise<string | null>) | null>} */
async function nativeReader() {
  const Detector = /** @type {any} */ (window).BarcodeDetector;
  try {
    if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code")) return null;
    const detector = new Detector({ formats: ["qr_code"] });
    return async (source) => (await detector.detect(source))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

/** @param {string} url @returns {(source: HTMLCanvasElement) => Promise<string | null>} */
function ownReader(url) {
  const worker = new Worker(url);
  return (source) =>
    new Promise((resolve) => {
      const pixels = source.getContext("2d", { willReadFrequently: true })?.getImageData(0, 0, source.width, source.height);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(null);
      if (pixels) worker.postMessage({ width: pixels.width, height: pixels.height, data: pixels.data }, [pixels.data.buffer]);
      else resolve(null);
    });
}

/**
 * Shows the camera in `video` and tells each code it reads. Answers the way to stop. Throws where there is no camera, or it was refused.
 * @param {HTMLVideoElement} video
 * @param {string} decoder
 * @param {(text: string) => void} onText
 */
export async function startCamera(video, decoder, onText) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 } } });
  const read = (await nativeReader()) ?? ownReader(decoder);
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  let going = true;

  async function look() {
    if (!going) return;
    if (!document.hidden && video.videoWidth > 0) {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      canvas.getContext("2d", { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
      const text = await read(canvas).catch(() => null);
      if (text && going) onText(text);
    }
    setTimeout(look, PAUSE);
  }
  look();
  return () => {
    going = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
