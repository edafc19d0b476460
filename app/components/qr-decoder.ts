/** Reads QR codes off the page's own thread: a worker of the page at the door, for browsers without a reader of their own. */
import { decodeQR } from "qr/decode.js";

interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

addEventListener("message", ({ data }: MessageEvent<Pixels>) => {
  let text: string | null = null;
  try {
    text = decodeQR(data);
  } catch {
    // nothing to read in this picture
  }
  postMessage(text);
});
