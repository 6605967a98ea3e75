/*
 * The picture of a certificate, handed to a chat by the phone itself. Without this file, or where the browser cannot share
 * a picture, the link downloads it.
 */

const links = document.querySelectorAll<HTMLAnchorElement>("a[data-share]");
const fetched = new Map<HTMLAnchorElement, File>();

for (const link of canShareAPicture() ? links : []) {
  say(link, link.dataset["share"]);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (link.ariaBusy !== "true") void share(link);
  });
}

function canShareAPicture(): boolean {
  const specimen = new File([], "picture.png", { type: "image/png" });
  return typeof navigator.canShare === "function" && navigator.canShare({ files: [specimen] });
}

async function share(link: HTMLAnchorElement): Promise<void> {
  link.ariaBusy = "true";
  try {
    const file = fetched.get(link) ?? (await pictureAt(link.href));
    fetched.set(link, file);
    await navigator.share({ files: [file], text: link.dataset["address"] ?? "" });
    say(link, link.dataset["share"]);
  } catch (error) {
    const { name } = error as Error;
    if (name === "NotAllowedError")
      say(link, link.dataset["ready"]); // on a slow line a press does not hold so long
    else if (name !== "AbortError") location.assign(link.href);
  } finally {
    link.ariaBusy = null;
  }
}

async function pictureAt(address: string): Promise<File> {
  const answer = await fetch(address);
  // Whoever's session has ended is led to sign in, which is no picture.
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/"))
    throw new Error(`${answer.status} is no picture`);
  const [, name = "certificate.png"] =
    /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "") ?? [];
  return new File([await answer.blob()], name, { type: "image/png" });
}

function say(link: HTMLAnchorElement, words: string | undefined): void {
  const place = link.querySelector("span");
  if (place && words) place.textContent = words;
}
