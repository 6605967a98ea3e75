import type { ComponentProps, ReactNode } from "react";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Purpose } from "./session-file.ts";
import { SessionWhen } from "./session-parts.tsx";
import type { KeptFile, RemovedFile } from "./session-files.server.ts";

type Files = { kept: KeptFile[]; removed: RemovedFile[] };
type Props = { purpose: Purpose; files: Files; closed: boolean; form: FormHelp };

const ACCEPT: Record<Purpose, string> = {
  "signed-sheet": "image/jpeg,image/png,image/webp,application/pdf",
  handout: "image/jpeg,image/png,image/webp,application/pdf,.pptx,.docx,.xlsx,.odp,.odt,.ods",
};

type PageProps = Omit<Props, "files" | "closed"> & {
  page: {
    cohort: { name: string; timeZone: string; closed: boolean };
    session: ComponentProps<typeof SessionWhen>["session"];
    files: Files;
  };
  /** Where the name of the cohort leads: the place one comes from. */
  backTo: string;
};

export function SessionFilesPage({ purpose, page, form, backTo }: PageProps) {
  const { t } = useWords();
  const { cohort, session, files } = page;
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={backTo}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={t(`cohorts.files.${purpose}.title`)}
        lead={<SessionWhen session={session} timeZone={cohort.timeZone} />}
      />
      <p>{t(`cohorts.files.${purpose}.lead`)}</p>
      {form.summary}
      <SessionFiles purpose={purpose} files={files} closed={cohort.closed} form={form} />
    </>
  );
}

/** What is kept with a session for one purpose; adding to it, and taking away with a reason. */
function SessionFiles({ purpose, files, closed, form }: Props) {
  const { t } = useWords();
  return (
    <>
      {files.kept.length === 0 ? (
        <EmptyState title={t(`cohorts.files.${purpose}.none`)}>
          {t(`cohorts.files.${purpose}.noneText`)}
        </EmptyState>
      ) : (
        <ol className="kept-files" role="list">
          {files.kept.map((file, index) => (
            <li key={file.id}>
              <Kept file={file} number={index + 1} purpose={purpose} />
              {!closed && (
                <TakeAway file={file} form={form}>
                  <p>{t("cohorts.files.removeText")}</p>
                </TakeAway>
              )}
            </li>
          ))}
        </ol>
      )}
      {closed ? <Alert>{t("cohorts.files.closed")}</Alert> : <AddFiles purpose={purpose} form={form} />}
      {files.removed.length > 0 && <TakenAway removed={files.removed} />}
    </>
  );
}

function Kept({ file, number, purpose }: { file: KeptFile; number: number; purpose: Purpose }) {
  const { t, dateTime, size, number: digits } = useWords();
  const { id, name, bytes, mediaType, addedAt, by } = file;
  const page = t("cohorts.files.page", { number: digits(number) });
  return (
    <div>
      <a href={paths.sessionFile(id)}>
        {mediaType === "image/jpeg" && (
          <img
            src={paths.sessionFile(id)}
            alt={purpose === "signed-sheet" ? page : ""}
            loading="lazy"
            width="240"
          />
        )}
        <DirText>{name}</DirText>
      </a>
      <br />
      <small className="soft">
        {t("cohorts.files.added", { size: size(bytes), name: by, at: dateTime(addedAt) })}
      </small>
    </div>
  );
}

type TakeAwayProps = { file: { id: string; name: string }; form: FormHelp; children?: ReactNode };

/** Takes a kept file away, with a reason; what stands beneath the heading is said before it. */
export function TakeAway({ file: { id, name }, form, children }: TakeAwayProps) {
  const { t } = useWords();
  const asked = form.value("fileId") === id;
  return (
    <Disclosure summary={t("cohorts.files.remove")} open={asked}>
      <Form>
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="fileId" value={id} />
        {children}
        <TextInput
          id={asked ? "reason" : `reason-${id}`}
          name="reason"
          dir="auto"
          required
          label={t("cohorts.files.reason")}
          defaultValue={asked ? form.value("reason") : ""}
          error={asked ? form.error("reason") : undefined}
        />
        <Actions>
          <Button tone="danger" size="small" aria-label={`${t("cohorts.files.removeNow")} (${name})`}>
            {t("cohorts.files.removeNow")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}

function AddFiles({ purpose, form }: { purpose: Purpose; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Form encType="multipart/form-data">
      <input type="hidden" name="intent" value="add" />
      <FileInput
        id="files"
        name="files[]"
        multiple
        accept={ACCEPT[purpose]}
        label={t(`cohorts.files.${purpose}.add`)}
        hint={t(`cohorts.files.${purpose}.hint`)}
        error={form.error("files")}
      />
      <Actions>
        <Button>{t(`cohorts.files.${purpose}.submit`)}</Button>
      </Actions>
    </Form>
  );
}

function TakenAway({ removed }: { removed: RemovedFile[] }) {
  const { t, dateTime } = useWords();
  return (
    <Sheet title={t("cohorts.files.removed")}>
      <ul>
        {removed.map(({ id, name, removedAt, by, reason }) => (
          <li key={id}>
            {t("cohorts.files.removedLine", { file: name, name: by, at: dateTime(removedAt), reason })}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** What is handed out with a session, for those who learn there. */
export function Handouts({ files }: { files: { id: string; name: string; bytes: number }[] }) {
  const { size } = useWords();
  if (files.length === 0) return null;
  return (
    <ul className="plain">
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <a href={paths.sessionFile(id)} download>
            <DirText>{name}</DirText>
          </a>{" "}
          <small className="soft">{size(bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
