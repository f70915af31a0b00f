import { defineConfig } from "vitest/config";
import { viteSingleFile } from "vite-plugin-singlefile";

export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: { target: "es2020", emptyOutDir: true, chunkSizeWarningLimit: 2000, reportCompressedSize: false },
  test: { include: ["test/**/*.test.ts"] },
});
