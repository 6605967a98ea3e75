import check from "#app/features/credentials/offline-check.browser.ts?worker&url";
import whenAsked from "#app/features/credentials/offline-check.client.ts?worker&url";
import dropAnywhere from "#app/features/credentials/drop-anywhere.client.ts?worker&url";
import { FINDINGS, STEPS } from "#app/features/credentials/check-steps.ts";
import { VERDICTS } from "#app/features/credentials/verdict.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("credentials.offline.title"),
  noIndex: true,
  scripts: [whenAsked, dropAnywhere],
} satisfies PageHandle;

export const links = () => [
  // With the cookie that says which language is read here.
  { rel: "manifest", href: "/check.webmanifest", crossOrigin: "use-credentials" as const },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
];

/** Public: the check as something to keep on a phone, for rooms without a line. */
export default function OfflineCheck() {
  const { t } = useWords();
  return (
    <Narrow>
      <PageHeader
        eyebrow={<a href="/v">{t("certification.check.title")}</a>}
        title={t("credentials.offline.title")}
        lead={t("credentials.offline.lead")}
      />
      <noscript className="stack">
        <p>{t("credentials.offline.noScript")}</p>
        <ButtonLink href="/v">{t("certification.check.title")}</ButtonLink>
      </noscript>
      <div id="check-with-line" className="stack" hidden>
        <p>{t("credentials.offline.plainHttp")}</p>
        <ButtonLink href="/v">{t("certification.check.title")}</ButtonLink>
      </div>
      <div
        id="offline-check"
        className="stack"
        data-at="/v/offline"
        data-check={check}
        data-words={JSON.stringify(useAnswerWords())}
        hidden
      >
        <p data-part="state" role="status" />
        <Actions>
          <Button type="button" icon="download" data-part="keep">
            {t("credentials.offline.keep")}
          </Button>
          <Button type="button" tone="quiet" icon="search" data-part="scan">
            {t("credentials.offline.scan")}
          </Button>
        </Actions>
        <div className="stack tight" data-part="camera" hidden>
          <p>{t("credentials.offline.aim")}</p>
          <video className="camera" playsInline muted />
          <Actions>
            <Button type="button" tone="quiet" data-part="stop">
              {t("credentials.offline.stop")}
            </Button>
          </Actions>
        </div>
        <FileInput
          name="file"
          label={t("credentials.file.file")}
          hint={t("credentials.file.fileHint")}
          accept=".pdf,.png,.svg,.json,.jwt,.txt"
          data-part="file"
          data-drop="look"
        />
        <section className="sheet stack" data-part="answer" role="status" tabIndex={-1} hidden />
      </div>
    </Narrow>
  );
}

/** What the answer is put together from, in the visitor's language. */
function useAnswerWords() {
  const { t } = useWords();
  const each = <Name extends string>(names: readonly Name[], word: (name: Name) => string) =>
    Object.fromEntries(names.map((name) => [name, word(name)]));
  const found = FINDINGS.filter((finding) => finding !== "ok");
  return {
    kept: t("credentials.offline.kept", { at: "{{at}}" }),
    notKept: t("credentials.offline.notKept"),
    fetching: t("credentials.offline.fetching"),
    asOf: t("credentials.offline.asOf", { at: "{{at}}" }),
    noSnapshot: t("credentials.offline.noSnapshot"),
    noCamera: t("credentials.offline.noCamera"),
    what: t("credentials.file.what"),
    of: t("credentials.file.of"),
    number: t("credentials.file.number"),
    steps: t("credentials.file.steps"),
    word: each(VERDICTS, (verdict) => t(`credentials.file.word.${verdict}`)),
    verdict: each(VERDICTS, (verdict) => t(`credentials.file.verdict.${verdict}`)),
    step: each(STEPS, (step) => t(`credentials.file.step.${step}`)),
    ok: each(STEPS, (step) => t(`credentials.file.ok.${step}`)),
    found: each(found, (finding) => t(`credentials.file.found.${finding}`)),
    result: each(["ok", "failed", "unknown", "noted"] as const, (result) =>
      t(`credentials.file.result.${result}`),
    ),
  };
}
