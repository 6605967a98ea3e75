import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isObserved } from "#app/features/attestation/refresh.ts";
import { refresherDay } from "#app/features/attestation/refresher-days.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("attestation.day.print") } satisfies PageHandle;

/** Room to write, and a box to tick. */
const BLANK = "\u00a0";
const BOX = "☐";

/** The day on paper: a line to sign for each person, and what is keyed in afterwards. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:attestations");
  const { day, lines, asks } = found(await refresherDay(actor, args.params["dayId"]!));
  const people = lines.map(({ personId, name, staffNumber, username, unit }, index) => ({
    personId,
    name,
    who: staffNumber ?? username,
    unit,
    place: index + 1,
  }));
  return { day, people, observed: isObserved(day, asks) };
}

export default function PrintDay() {
  const { day, people, observed } = useLoaderData<typeof loader>();
  const { t, date, number } = useWords();
  const seen = ["observedOn", "observer", "steps", "done", "criticalMissed"] as const;
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.refresherDay(day.id)}>
            <DirText>{day.organisation.name}</DirText>
          </a>
        }
        title={t("attestation.day.refresherOn", { day: date(day.heldOn) })}
        lead={<DirText>{day.place}</DirText>}
      />
      <p className="soft no-print">{t("attestation.day.printHow")}</p>
      <div className="signatures">
        <DataTable
          caption={t("attestation.day.print")}
          hideCaption
          narrow="scroll"
          rows={people}
          rowKey={({ personId }) => personId}
          columns={[
            { key: "number", header: t("cohorts.print.number"), cell: ({ place }) => number(place) },
            {
              key: "name",
              header: t("attestation.person"),
              rowHeader: true,
              cell: ({ name, who }) => (
                <>
                  <DirText>{name}</DirText>
                  <br />
                  <span className="soft">{who}</span>
                </>
              ),
            },
            { key: "present", header: t("attestation.day.field.present"), cell: () => BOX },
            { key: "score", header: t("attestation.day.field.score"), cell: () => BLANK },
            ...(observed
              ? seen.map((field) => ({
                  key: field,
                  header: t(`attestation.day.field.${field}`),
                  cell: () => BLANK,
                }))
              : []),
            { key: "signature", header: t("cohorts.print.signature"), cell: () => BLANK },
          ]}
        />
      </div>
      <p>{t("attestation.day.printSigned")}</p>
    </>
  );
}
