import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixOptions)],
  build: { assetsInlineLimit: 0, target: "es2022", cssMinify: true },
  ssr: { target: "node" },
});
