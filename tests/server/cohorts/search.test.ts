import { beforeAll, describe, expect, test } from "vitest";
import type { CohortForm } from "#app/features/cohorts/cohort-forms.ts";
import { listCohorts } from "#app/features/cohorts/cohorts.server.ts";
import { enrollablePeople } from "#app/features/cohorts/enrol-people.server.ts";
import { createCohort, editCohort } from "#app/features/cohorts/keep-cohort.server.ts";
import { createOrganisation, listOrganisations } from "#app/features/identity/organisations.server.ts";
import type { PhaseListed } from "#app/features/cohorts/cohort-phase.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actorWith, everybody } from "#tests/support/identity-fixture.ts";
import { makeCohort, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import { BY_NAME } from "#tests/support/lists.ts";
import { anyHost } from "#tests/support/any-host.ts";

/* What is typed small, without accents or in another order finds the same on both databases. */

const admin = actorWith("admin", everybody);
let form: CohortForm;
let cohortId: string;

beforeAll(async () => {
  form = {
    name: "Cadres moyens, été 2026",
    courseVersionId: await publishCourse(),
    hostId: "",
    format: "standard",
    audience: "public",
    locales: ["fr"],
    place: "Phnom Penh",
    activity: "MIF-2026-11",
    project: "",
    timeZone: "Asia/Phnom_Penh",
    startDate: "2026-11-09",
    endDate: "2026-11-20",
    issuer: "Passbook",
    signatoryName1: "Aminata Diallo",
    signatoryRole1: "Programme officer",
    signatoryName2: "",
    signatoryRole2: "",
    version: 0,
  };
  const created = await createCohort(admin, form, anyHost);
  if (!created.ok) throw new Error(created.reason.key);
  cohortId = created.value.cohortId;
  await makeCohort(form.courseVersionId);
});

describe("cohorts", () => {
  const found = async (q: string) => {
    const { rows } = await listCohorts(
      admin,
      { q, phase: "", sorting: BY_NAME, page: 1 },
      "en",
      "2026-11-02",
    );
    return rows.map(({ id }) => id);
  };

  test.each(["phnom penh", "PHNOM", "ete", "Été", "penh cadres", "moyens, été", "mif-2026"])(
    "%s",
    async (q) => {
      expect(await found(q)).toEqual([cohortId]);
    },
  );

  test("nothing typed finds all, another word none; an edit is found by its new name", async () => {
    expect(await found("")).toHaveLength(2);
    expect(await found("phnom kampot")).toEqual([]);
    await editCohort(admin, cohortId, { ...form, name: "Thiès", version: 1 }, anyHost);
    expect(await found("thies")).toEqual([cohortId]);
    expect(await found("moyens")).toEqual([]);
    await editCohort(
      admin,
      cohortId,
      {
        ...form,
        name: "Thiès",
        activity: "",
        project: "Agfund 7",
        version: 2,
      },
      anyHost,
    );
    expect(await found("agfund")).toEqual([cohortId]);
    expect(await found("mif")).toEqual([]);
  });

  test("the archive is shown to who asks for it", async () => {
    const listed = async (phase: PhaseListed | "") => {
      const { rows } = await listCohorts(
        admin,
        { q: "thies", phase, sorting: BY_NAME, page: 1 },
        "en",
        "2026-11-02",
      );
      return rows.map((row) => row.phase);
    };
    await db.cohort.update({ where: { id: cohortId }, data: { closedAt: now() } });
    expect([await listed(""), await listed("any"), await listed("closed")]).toEqual([
      [],
      ["closed"],
      ["closed"],
    ]);
    await db.cohortCancellation.create({
      data: { cohortId, reason: "No hall", cancelledAt: now(), cancelledBy: "admin" },
    });
    expect([await listed(""), await listed("closed")]).toEqual([[], []]);
    expect([await listed("any"), await listed("cancelled")]).toEqual([["cancelled"], ["cancelled"]]);
  });
});

test("organisations, and the people who work in them", async () => {
  const made = await createOrganisation(admin, { name: "Crédit Équité", kind: "mfi", country: "SN" });
  if (!made.ok) throw new Error(made.reason.key);
  const { organisationId } = made.value;
  const personId = await makePerson("Fatou Ndiaye");
  await db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2026-01-01" } });
  for (const q of ["équité", "EQUITE", "credit equite"]) {
    const { rows } = await listOrganisations(admin, { q, kind: "", sorting: BY_NAME, page: 1 });
    expect(rows.map(({ id }) => id)).toEqual([organisationId]);
    expect((await enrollablePeople(admin, cohortId, q)).map(({ id }) => id)).toEqual([personId]);
  }
});
