/** A browser as its owner would call it, "Chrome · Android"; the full text of the header is not kept. */
export function deviceName(userAgent: string | null): string {
  const text = userAgent ?? "";
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(text))?.[1];
  const browser = first([
    [/\bEdgA?\//, "Edge"],
    [/\bOPR\/|\bOpera/, "Opera"],
    [/\bSamsungBrowser\//, "Samsung Internet"],
    [/\bUCBrowser\//, "UC Browser"],
    [/\bFirefox\/|\bFxiOS\//, "Firefox"],
    [/\bChrome\/|\bCriOS\/|\bChromium\//, "Chrome"],
    [/\bSafari\//, "Safari"],
  ]);
  const system = first([
    [/\bAndroid\b/, "Android"],
    [/\biPhone\b/, "iPhone"],
    [/\biPad\b/, "iPad"],
    [/\bWindows\b/, "Windows"],
    [/\bMac OS X\b/, "Mac"],
    [/\bCrOS\b/, "ChromeOS"],
    [/\bLinux\b/, "Linux"],
  ]);
  return [browser, system].filter(Boolean).join(" · ");
}
