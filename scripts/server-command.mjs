/** How Node runs the built app, for `npm start` and for the bench alike. Without limits Node lets garbage grow to
 * several times what the app needs (docs/decisions/0008). */
export const serverCommand = ["--max-old-space-size=160", "--max-semi-space-size=16", "build/server.js"];
