// No page hydrates (docs/decisions/0003): Remix wants this file, nothing loads it.
export {};
