import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { publishedCourse } from "#app/features/catalogue/course-pages.server.ts";
import { CertificateKind } from "#app/features/certification/certificate-facts.ts";
import {
  achievementDocument,
  criteriaPath,
  resultsAsked,
  type Achieved,
} from "#app/features/credentials/achievement.ts";
import { issuerDid } from "#app/features/credentials/issuer-keys.server.ts";
import { noDocument, publicDocument } from "#app/features/credentials/public-document.server.ts";
import { papersOf } from "#app/features/trainers/schemes/papers.ts";
import { publishedScheme } from "#app/features/trainers/schemes/published-schemes.server.ts";
import { coursesFor, isSchemeId } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { measuredWords, narrative } from "#app/features/trainers/schemes/scheme-words.tsx";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { env } from "#app/infra/env.server.ts";
import type { Words } from "#app/locales/words.ts";

/**
 * Public: what a credential says was achieved. A browser is led to the page that says what it asks; whoever wants no page,
 * or asks for ".json", gets it as an Open Badges achievement, in the language asked for.
 */
export async function loader({ params, request, context: { words } }: LoaderFunctionArgs) {
  const { achievedIn, achievedId: id = "", version = "", paper = "" } = params;
  const [kind = "", ending] = paper.split(/(\.json)$/);
  const described =
    achievedIn === "schemes"
      ? await ofScheme(id, version, kind, words)
      : achievedIn === "courses"
        ? await ofCourse(id, version, kind, words)
        : null;
  if (!described) return noDocument();
  const headers = { Vary: "Accept, Accept-Language, Cookie", "Content-Language": words.locale };
  const wantsPage = !ending && /\btext\/html\b/.test(request.headers.get("Accept") ?? "");
  return wantsPage
    ? redirect(criteriaPath(described.achieved), { status: 303, headers })
    : publicDocument(described.document, "application/ld+json", headers);
}

type Described = { achieved: Achieved; document: object };

async function ofScheme(id: string, version: string, kind: string, words: Words): Promise<Described | null> {
  const published = isSchemeId(id) ? await publishedScheme(id, version) : null;
  const paper = published && papersOf(published.scheme).find((one) => one === kind);
  if (!published || !paper || !isSchemeId(id)) return null;
  const { scheme, versions } = published;
  const { titles } = await coursesFor(id, words.locale);
  const achieved = { in: "schemes", id, version, paper } as const;
  const document = achievementDocument(
    about(achieved, words),
    worded(words, achieved, {
      title: words.t(`trainers.scheme.${id as SchemeId}`),
      programme: PROGRAMME_OF[id],
      criteria: narrative(words, scheme, paper),
    }),
    {
      courses: (scheme.courses ?? []).map((course) => ({ id: course, title: titles[course] ?? course })),
      results: resultsAsked(scheme, paper, (key) => measuredWords(words, key)),
      versions: versions.map((one) => one.version),
    },
  );
  return { achieved, document };
}

async function ofCourse(id: string, version: string, kind: string, words: Words): Promise<Described | null> {
  const paper = CertificateKind.options.find((one) => one === kind);
  const course = paper && (await publishedCourse(id, version, words.locale));
  if (!course) return null;
  const achieved = { in: "courses", id, version, paper } as const;
  const criteria = words.t(`certification.achieved.${paper}`, { version });
  const { title, programme } = course;
  return {
    achieved,
    document: achievementDocument(
      about(achieved, words),
      worded(words, achieved, { title, programme, criteria }),
    ),
  };
}

const about = (achieved: Achieved, { locale }: Words) => ({
  origin: env.PUBLIC_ORIGIN,
  did: issuerDid(),
  achieved,
  locale,
});

function worded(
  { t }: Words,
  { version, paper }: Achieved,
  of: { title: string; programme: "management" | "financial-education"; criteria: string },
) {
  const { title, criteria } = of;
  const kind = t(`certification.kind.${paper}`);
  const programme = t(`common.programme.${of.programme}`);
  return {
    title,
    programme,
    criteria,
    name: t("certification.credential.name", { kind, title }),
    description: t("certification.credential.description", { kind, title, version, programme }),
  };
}
