import { data, redirect, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Standing } from "#app/features/certification/certificate-view.ts";
import { checkNumber } from "#app/features/certification/check-certificate.server.ts";
import { CheckForm } from "#app/features/certification/check-form.tsx";
import { AskForName } from "#app/features/certification/name-question-form.tsx";
import dropAnywhere from "#app/features/credentials/drop-anywhere.client.ts?worker&url";
import { CheckFileForm } from "#app/features/checks/check-file-parts.tsx";
import { secondsToWait } from "#app/features/certification/check-limit.server.ts";
import { readCheckQuery } from "#app/features/certification/check-query.ts";
import { CheckAgainLater, NumberVerdict, OlderEdition } from "#app/features/certification/check-verdict.tsx";
import { checkLicenceNumber } from "#app/features/licences/check-licence.server.ts";
import type { LicenceOfNumber } from "#app/features/licences/licence-check.ts";
import { LicenceNotes, LicenceVerdict } from "#app/features/licences/licence-verdict.tsx";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import { TrainerNotes, TrainerNumberVerdict } from "#app/features/trainers/certifications/check-verdict.tsx";
import type { CheckedNumber } from "#app/features/trainers/certifications/trainer-certificate-view.ts";
import { textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow, Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("certification.check.title"),
  noIndex: true,
  scripts: [dropAnywhere],
} satisfies PageHandle;

type Answer =
  | { kind: "asks" | "mistyped" | "unreadable" }
  | { kind: "unknown"; number: string }
  | { kind: "found"; standing: Standing }
  | { kind: "trainer"; checked: CheckedNumber }
  | { kind: "licence"; checked: LicenceOfNumber }
  | { kind: "wait"; seconds: number };

/** Public: by code it leads to the certificate, by number it tells the status and never a person. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const typed = textFilter(new URL(request.url), "q");
  const answer = (kind: Answer, init?: ResponseInit) => data({ typed, answer: kind }, init);
  if (!typed) return answer({ kind: "asks" });
  const query = readCheckQuery(typed);
  if (query.kind === "code") return redirect(paths.verify(query.code));
  if (query.kind === "mistyped") return answer({ kind: "mistyped" });
  const seconds = await secondsToWait(context.address);
  if (seconds > 0)
    return answer({ kind: "wait", seconds }, { status: 429, headers: { "Retry-After": String(seconds) } });
  // Numbers in the register of trainers look like anything: those from paper keep their own.
  const number = query.kind === "number" ? query.number : typed.trim().toUpperCase();
  const [standing, checked, licence] = await Promise.all([
    checkNumber(number),
    checkTrainerNumber(number),
    checkLicenceNumber(number),
  ]);
  if (standing) return answer({ kind: "found", standing });
  if (checked) return answer({ kind: "trainer", checked });
  if (licence) return answer({ kind: "licence", checked: licence });
  return answer(query.kind === "number" ? { kind: "unknown", number } : { kind: "unreadable" });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Check() {
  const { typed, answer } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const wrong = answer.kind === "mistyped" || answer.kind === "unreadable" ? answer.kind : null;
  const answered = ["found", "trainer", "licence", "wait"].includes(answer.kind);
  return (
    <Narrow>
      {answered ? (
        <Sheet heading={<NumberAnswer answer={answer} />} engraved>
          {answer.kind === "licence" && <LicenceNotes checked={answer.checked} />}
          {answer.kind === "found" && <OlderEdition standing={answer.standing} />}
          {answer.kind === "trainer" && <TrainerNotes checked={answer.checked} />}
          {(answer.kind === "found" || answer.kind === "trainer") && (
            <>
              <p className="soft">{t("certification.check.numberOnly")}</p>
              <AskForName number={typed} />
            </>
          )}
        </Sheet>
      ) : (
        <PageHeader title={t("certification.check.title")} lead={t("certification.check.lead")} />
      )}
      {answer.kind === "unknown" && (
        <Sheet title={t("certification.check.unknownNumber", { number: answer.number })} accent>
          <p>{t("certification.check.unknownText")}</p>
        </Sheet>
      )}
      <CheckForm typed={typed} error={wrong ? t(`certification.check.${wrong}`) : undefined} />
      <CheckFileForm />
      <p>
        <a href="/v/list">{t("credentials.list.link")}</a> ·{" "}
        <a href="/v/offline">{t("credentials.offline.link")}</a>
      </p>
    </Narrow>
  );
}

function NumberAnswer({ answer }: { answer: Answer }) {
  switch (answer.kind) {
    case "trainer":
      return <TrainerNumberVerdict checked={answer.checked} />;
    case "licence":
      return <LicenceVerdict checked={answer.checked} />;
    case "wait":
      return <CheckAgainLater seconds={answer.seconds} />;
    case "found":
      return <NumberVerdict standing={answer.standing} />;
    default:
      return null;
  }
}
