import { isUnderScheme, type PrintedFacts } from "#app/features/certification/licence-facts.ts";
import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { remember } from "#app/features/catalogue/remember.server.ts";
import { qrCode } from "#app/features/cohorts/qr-code.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { badgeRound, escaped, GROUND, INK, pngOf, SOFT } from "./badge-picture.server.ts";
import { faceOf } from "./badges.server.ts";
import { bakePng } from "./baked-image.ts";
import { asToken, credentialFor, frozenFacts } from "./credentials.server.ts";
import { setLines } from "./outlined-lines.server.ts";

/*
 * A certificate as a picture for a chat: its badge, whose it is, and the mark that leads to its check, all large enough
 * for a phone that makes it smaller. It bears a name, so it is in no file: the last ones stay in memory, since whoever
 * shares one shares it again.
 */

const WIDTH = 1080;
const HEIGHT = 1350;
const BADGE = { middle: -322, scale: 0.62 };
const MARK = { top: 258, width: 264 };

/** Null where there is no certificate, or it bears no name any more. */
export async function sharePicture(of: PaperOf): Promise<Uint8Array | null> {
  const credential = await credentialFor(of);
  if (!credential) return null;
  const picture = await pictureOf(canonicalJson((await frozenFacts(of))!));
  return bakePng(picture!, await asToken(credential));
}

/** Some 100 kB each. What is frozen never changes, nor does its picture. */
export const pictureOf = remember(40, async (facts: string) =>
  pngOf(await shareSvg(JSON.parse(facts) as PrintedFacts)),
);

export async function shareSvg(facts: PrintedFacts): Promise<string> {
  const { holder, number, verifyUrl } = facts;
  const face = await faceOf(facts);
  const { nameLocal } = holder;
  const across = () => WIDTH - 120;
  const lines = await Promise.all([
    setLines(
      holder.name,
      {
        middle: nameLocal ? 70 : 96,
        height: nameLocal ? 88 : 150,
        size: 68,
        mostLines: 2,
        fill: INK,
        weight: 600,
      },
      across,
    ),
    ...(nameLocal
      ? [setLines(nameLocal, { middle: 148, height: 64, size: 46, mostLines: 1, fill: INK }, across)]
      : []),
    setLines(whenOf(facts), { middle: 216, height: 48, size: 34, mostLines: 1, fill: SOFT }, across),
    setLines(number, { middle: 560, height: 52, size: 38, mostLines: 1, fill: INK, weight: 600 }, across),
    setLines(face.address, { middle: 612, height: 46, size: 32, mostLines: 1, fill: SOFT }, across),
  ]);
  const mark = qrCode(verifyUrl);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="${-WIDTH / 2} ${-HEIGHT / 2} ${WIDTH} ${HEIGHT}">` +
    `<title>${escaped(`${face.kind}: ${face.title}. ${holder.name}, ${number}`)}</title>` +
    `<rect x="${-WIDTH / 2}" y="${-HEIGHT / 2}" width="${WIDTH}" height="${HEIGHT}" fill="${GROUND}"/>` +
    `<g transform="translate(0 ${BADGE.middle}) scale(${BADGE.scale})">${await badgeRound(face)}</g>` +
    `<rect x="${-MARK.width / 2}" y="${MARK.top}" width="${MARK.width}" height="${MARK.width}" fill="#fff"/>` +
    `<path transform="translate(${-MARK.width / 2} ${MARK.top}) scale(${MARK.width / mark.size})" d="${mark.path}" fill="${INK}" shape-rendering="crispEdges"/>` +
    `${lines.join("")}</svg>`
  );
}

/** Until when it holds, where it ends. */
function whenOf(facts: PrintedFacts): string {
  const { t, date } = wordsFor(facts.locale, "UTC");
  return isUnderScheme(facts)
    ? t("credentials.share.until", { from: date(facts.validFrom), to: date(facts.validUntil) })
    : t("certification.print.issuedOn", { day: date(facts.issuedOn) });
}
