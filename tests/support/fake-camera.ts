import { writeFile } from "node:fs/promises";
import sharp from "sharp";

/* What a phone's camera sees: a film of one picture, as Chromium takes it in place of a camera. */

const WIDTH = 1280;
const HEIGHT = 720;

/** For `useBrowser`; the film is read when the camera is opened, and may be made after the browser. */
export const seeing = (film: string): string[] => [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];

/** The picture fills the height; a little out of focus, as a hand holds it. */
export async function makeFilm(film: string, picture: Buffer): Promise<void> {
  const grey = await sharp(picture)
    .resize(WIDTH, HEIGHT, { fit: "contain", background: "#777" })
    .flatten({ background: "#777" })
    .blur(0.6)
    .greyscale()
    .raw()
    .toBuffer();
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`);
  const frame = [Buffer.from("FRAME\n"), grey, noColour];
  await writeFile(film, Buffer.concat([head, ...frame, ...frame]));
}
