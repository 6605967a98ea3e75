import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { checkCode } from "#app/features/certification/check-certificate.server.ts";
import { CheckForm } from "#app/features/certification/check-form.tsx";
import { secondsToWait } from "#app/features/certification/check-limit.server.ts";
import { CheckAgainLater, CodeVerdict, OlderEdition } from "#app/features/certification/check-verdict.tsx";
import { readCertificateCode } from "#app/features/certification/certificate-number.ts";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { CertificateFactList } from "#app/features/certification/facts-list.tsx";
import { AskForName } from "#app/features/certification/name-question-form.tsx";
import { checkLicence } from "#app/features/licences/check-licence.server.ts";
import { LicenceFactList, LicenceNotes, LicenceVerdict } from "#app/features/licences/licence-verdict.tsx";
import { checkTrainerCode } from "#app/features/trainers/certifications/check-certification.server.ts";
import {
  TrainerFactList,
  TrainerNotes,
  TrainerVerdict,
} from "#app/features/trainers/certifications/check-verdict.tsx";
import { now } from "#app/infra/clock.server.ts";
import type { Fact } from "#app/ui/fact-list.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { Narrow, Sheet } from "#app/ui/sheet.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("certification.check.title"), noIndex: true } satisfies PageHandle;

const UNLISTED = { "X-Robots-Tag": "noindex" };

/** Public: whoever holds the code, from the QR mark or typed, reads what the certificate says and whether it holds. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const seconds = await secondsToWait(context.address);
  if (seconds > 0)
    return data(
      { kind: "wait" as const, seconds },
      { status: 429, headers: { ...UNLISTED, "Retry-After": String(seconds) } },
    );
  const code = readCertificateCode(params["code"]!) ?? "";
  // All, so that no answer takes longer than another.
  const [ofCourse, ofTrainer, licence] = await Promise.all([
    checkCode(code),
    checkTrainerCode(code),
    checkLicence(code),
  ]);
  const at = now().getTime();
  if (ofCourse) {
    const { facts, factsSha256, ...standing } = ofCourse;
    return data({ kind: "course" as const, facts, factsSha256, standing, at }, { headers: UNLISTED });
  }
  if (licence) return data({ kind: "licence" as const, checked: licence, at }, { headers: UNLISTED });
  return ofTrainer
    ? data({ kind: "trainer" as const, checked: ofTrainer, at }, { headers: UNLISTED })
    : data({ kind: "unknown" as const }, { status: 404, headers: UNLISTED });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Verify() {
  const answer = useLoaderData<typeof loader>();
  const { t } = useWords();
  if (answer.kind === "wait" || answer.kind === "unknown")
    return (
      <Narrow>
        <Sheet
          heading={
            answer.kind === "wait" ? (
              <CheckAgainLater seconds={answer.seconds} />
            ) : (
              <Verdict tone="danger" word={t("certification.check.word.unknown")}>
                {t("certification.check.unknownCode")}
              </Verdict>
            )
          }
        >
          <p>{t(`certification.check.${answer.kind === "wait" ? "laterText" : "unknownText"}`)}</p>
        </Sheet>
        <CheckForm />
      </Narrow>
    );
  return (
    <Narrow>
      {answer.kind === "course" && <OfCourse {...answer} />}
      {answer.kind === "trainer" && <OfTrainer {...answer} />}
      {answer.kind === "licence" && <OfLicence {...answer} />}
      <p>
        <a href="/v">{t("certification.check.another")}</a>
      </p>
    </Narrow>
  );
}

type Answer<Kind> = Omit<Extract<ReturnType<typeof useLoaderData<typeof loader>>, { kind: Kind }>, "kind">;

function OfCourse({ facts, factsSha256, standing, at }: Answer<"course">) {
  const { t } = useWords();
  return (
    <Sheet
      engraved
      eyebrow={t("certification.check.eyebrow", { number: facts.number })}
      heading={<CodeVerdict facts={facts} standing={standing} />}
    >
      <div className="stack tight">
        <OlderEdition standing={standing} />
        <p className="soft">{t("certification.check.asIssued")}</p>
        <CertificateFactList facts={facts} more={useProof(at, factsSha256)} />
        {isNameless(facts) && <AskForName number={facts.number} />}
      </div>
    </Sheet>
  );
}

function OfTrainer({ checked, at }: Answer<"trainer">) {
  const { t } = useWords();
  const { facts, factsSha256, number } = checked;
  return (
    <Sheet
      engraved
      eyebrow={t("certification.check.eyebrow", { number })}
      heading={<TrainerVerdict checked={checked} />}
    >
      <div className="stack tight">
        <TrainerNotes checked={checked} />
        <p className="soft">{t("certification.check.asIssued")}</p>
        <TrainerFactList facts={facts} more={useProof(at, factsSha256)} />
        {isNameless(facts) && <AskForName number={number} />}
      </div>
    </Sheet>
  );
}

function OfLicence({ checked, at }: Answer<"licence">) {
  const { t } = useWords();
  const { facts, factsSha256, number } = checked;
  const proof = useProof(at, factsSha256 ?? "");
  return (
    <Sheet
      engraved
      eyebrow={t("certification.check.eyebrow", { number })}
      heading={<LicenceVerdict checked={checked} />}
    >
      <div className="stack tight">
        <LicenceNotes checked={checked} />
        {facts && (
          <>
            <p className="soft">{t("certification.check.asIssued")}</p>
            <LicenceFactList facts={facts} more={proof} />
          </>
        )}
      </div>
    </Sheet>
  );
}

/** When it was checked, and the fingerprint of what is shown. */
function useProof(at: number, factsSha256: string): Fact[] {
  const { t, dateTime, timeZone } = useWords();
  return [
    {
      term: t("certification.check.checked"),
      value: t("certification.check.checkedAt", { at: dateTime(at), zone: timeZone }),
    },
    { term: t("certification.facts.fingerprint"), value: <small>{factsSha256}</small> },
  ];
}
