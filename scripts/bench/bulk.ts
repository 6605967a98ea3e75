import { setTimeout as pause } from "node:timers/promises";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { quantile } from "./figures.ts";
import type { MeasuredApp } from "./measured-app.ts";
import { cookieOf } from "./population.ts";

export type BulkFigures = {
  /** Until each is issued, and until each file is drawn, signed and stored. */
  issuedSeconds: number;
  storedSeconds: number;
  /** And until each badge was fetched. */
  badgesSeconds: number;
  /** Of the process, for one. */
  cpuMs: number;
  /** Of pages asked for meanwhile. */
  p50Ms: number;
  p95Ms: number;
  pages: number;
};

/** Of one who reads. */
const PAUSE_MS = 150;
const READERS = 2;

/** All certificates of a large cohort, as the page's button issues them, while others go on reading. */
export async function measureBulk(app: MeasuredApp, count = 1000): Promise<BulkFigures> {
  const { cohortId, learners, administrator } = await finishedCohort(
    Array.from({ length: count }, (_, index) => `Learner ${letters(index)}`),
  );
  await mayIssue(administrator.personId);
  const cookies = await Promise.all([administrator, learners[0]!].map(({ personId }) => cookieOf(personId)));
  const [asAdministrator, asLearner] = cookies as [string, string];
  const pages = [
    { path: "/learn", cookie: asLearner },
    { path: `/learn/${learners[0]!.enrolmentId}`, cookie: asLearner },
    { path: "/v", cookie: "" },
    { path: `/cohorts/${cohortId}`, cookie: asAdministrator },
  ];
  for (const { path, cookie } of pages) await read(app, path, cookie);

  const [start, cpu] = [performance.now(), app.cpuSeconds()];
  const { status } = await app.ask(paths.issueCertificates(cohortId), {
    cookie: asAdministrator,
    form: { intent: "all" },
  });
  if (status !== 302) throw new Error(`issuing answered ${status}`);
  const took: number[] = [];
  const over = new AbortController();
  const reader = async (first: number) => {
    for (let index = first; !over.signal.aborted; index++) {
      const { path, cookie } = pages[index % pages.length]!;
      took.push(await read(app, path, cookie));
      await pause(PAUSE_MS);
    }
  };
  const readers = Promise.all(Array.from({ length: READERS }, (_, index) => reader(index)));
  const mine = { enrolments: { some: { enrolment: { cohortId } } } };
  const seconds = async (where: object) => {
    while ((await db.certificate.count({ where: { ...mine, ...where } })) < count) await pause(500);
    return (performance.now() - start) / 1000;
  };
  const issuedSeconds = await seconds({});
  const badges = fetchBadges(app, asAdministrator, mine, count);
  const storedSeconds = await seconds({ pdfSha256: { not: null } });
  await badges;
  const badgesSeconds = (performance.now() - start) / 1000;
  over.abort();
  await readers;
  return {
    issuedSeconds,
    storedSeconds,
    badgesSeconds,
    cpuMs: ((app.cpuSeconds() - cpu) * 1000) / count,
    p50Ms: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    pages: took.length,
  };
}

async function read(app: MeasuredApp, path: string, cookie: string): Promise<number> {
  const began = performance.now();
  const { status } = await app.ask(path, cookie ? { cookie } : {});
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return performance.now() - began;
}

/** Each once its file is stored, as whoever hands them out would. */
async function fetchBadges(
  app: MeasuredApp,
  cookie: string,
  where: Prisma.CertificateWhereInput,
  count: number,
): Promise<void> {
  const fetched = new Set<string>();
  const deadline = performance.now() + 15 * 60_000;
  while (fetched.size < count) {
    if (performance.now() > deadline) throw new Error(`${count - fetched.size} files were not stored`);
    const stored = await db.certificate.findMany({
      where: { ...where, pdfSha256: { not: null } },
      select: { id: true },
    });
    for (const { id } of stored.filter((one) => !fetched.has(one.id))) {
      await read(app, paths.credential(id, "png"), cookie);
      fetched.add(id);
    }
    await pause(500);
  }
}

/** Names that print: AAA, AAB … */
const letters = (index: number): string =>
  String.fromCharCode(65 + Math.floor(index / 676), 65 + (Math.floor(index / 26) % 26), 65 + (index % 26));

async function mayIssue(personId: string): Promise<void> {
  await db.person.updateMany({ data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  const scope = { scopeKind: "programme", scopeId: "management" };
  await db.roleAssignment.create({
    data: { id: newId(), personId, role: "cohort-administrator", ...scope, grantedAt: now() },
  });
}
