import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { observedFields } from "#app/features/attestation/day-lines.ts";
import { StepNumbers } from "#app/features/attestation/day-parts.tsx";
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
  const { day, lines, steps, version, asks } = found(await refresherDay(actor, args.params["dayId"]!));
  const people = lines.map(({ personId, name, staffNumber, username, unit }, index) => ({
    personId,
    name,
    who: staffNumber ?? username,
    unit,
    place: index + 1,
  }));
  return { day, people, steps, version, observed: isObserved(day, asks) };
}

export default function PrintDay() {
  const { day, people, steps, version, observed } = useLoaderData<typeof loader>();
  const { t, date, number } = useWords();
  const seen = observed ? observedFields(steps) : [];
  /** To circle on paper. */
  const numbers = [0, ...(steps ?? []).map((_, index) => index + 1)].map((one) => number(one)).join(" ");
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
      <div className="signatures day-sheet">
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
            ...seen.map((field) => ({
              key: field,
              header: t(`attestation.day.field.${field}`),
              cell: () => (field === "missed" ? <span className="to-circle">{numbers}</span> : BLANK),
            })),
            { key: "signature", header: t("cohorts.print.signature"), cell: () => BLANK },
          ]}
        />
      </div>
      {observed && steps && <StepNumbers steps={steps} how={t("attestation.day.printSteps", { version })} />}
      <p>{t("attestation.day.printSigned")}</p>
    </>
  );
}
