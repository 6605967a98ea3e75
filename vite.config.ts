import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

/* Types of loaders and actions as single fetch hands them on: dates stay dates. */
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixOptions)],
  build: { assetsInlineLimit: 0, target: "es2022", cssMinify: true },
  // Whole, zod brings its messages in fifty languages: 8 MB that nobody here reads.
  ssr: { target: "node", noExternal: ["zod"] },
});
