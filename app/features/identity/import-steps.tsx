import { LOCALES } from "#app/lib/locales.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { COLUMNS } from "./import-columns.ts";
import type { ImportPreview } from "./import-preview.ts";
import { ImportCounts, ImportReport, LeaverTable } from "./import-report.tsx";

type ChooseProps = { places: { id: string; name: string }[]; placeNeeded: boolean; answer: FormAnswer };

/** First step: the file, and where people work who do not say it. */
export function ChooseList({ places, placeNeeded, answer }: ChooseProps) {
  const { t } = useWords();
  const form = useForm(answer);
  const only = placeNeeded && places.length === 1 ? places[0]?.id : undefined;
  return (
    <>
      {form.summary}
      <Form encType="multipart/form-data">
        <ListFile error={form.error("file")} />
        <Select
          name="organisationId"
          label={t("admin.import.organisation")}
          hint={t("admin.import.organisationHint")}
          placeholder={t("admin.import.noOrganisation")}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={form.value("organisationId", only)}
          error={form.error("organisationId")}
        />
        <Actions>
          <Button name="intent" value="look">
            {t("admin.import.look")}
          </Button>
          <ButtonLink href="/people" tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </Actions>
      </Form>
      <ColumnHelp />
    </>
  );
}

/** A list of people, in any of the shapes the import reads. */
export function ListFile({ error }: { error: string | undefined }) {
  const { t } = useWords();
  return (
    <FileInput
      name="file"
      label={t("admin.import.file")}
      hint={t("admin.import.fileHint")}
      accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
      error={error}
    />
  );
}

/** What the file should hold. */
export function ColumnHelp() {
  const { t, locale } = useWords();
  const template = LOCALES.find((each) => each === locale) ?? LOCALES[0];
  return (
    <Sheet title={t("admin.import.columnsTitle")}>
      <div className="stack tight">
        <p>{t("admin.import.columnsText")}</p>
        <p>
          <a href={`/people-list.${template}.csv`} download>
            {t("admin.import.template")}
          </a>
        </p>
        <Disclosure summary={t("admin.import.columnsAll")}>
          <ul>
            {COLUMNS.map((column) => (
              <li key={column}>
                <strong>{t(`admin.import.column.${column}`)}</strong>: {t(`admin.import.about.${column}`)}
              </li>
            ))}
          </ul>
        </Disclosure>
      </div>
    </Sheet>
  );
}

type LookProps = {
  preview: ImportPreview;
  carried: string[];
  changed?: boolean | undefined;
  /** The people of the list come into a cohort: also those nothing is to be changed about. */
  enrols: boolean;
  /** Where another file is chosen. */
  again?: string | undefined;
};

/** Second step: every row in words, and one button that does exactly this. */
export function ConfirmList({ preview, carried, changed, enrols, again = "/people/import" }: LookProps) {
  const { t, number } = useWords();
  const { counts } = preview;
  const listed = counts.new + counts.update + counts.leave + (enrols ? counts.same : 0);
  const toDo = listed + preview.leavers.length;
  return (
    <>
      {changed && (
        <Alert tone="warn" title={t("admin.import.changedTitle")}>
          {t("admin.import.changedText")}
        </Alert>
      )}
      <Sheet title={t("admin.import.lookTitle")} accent>
        <div className="stack tight">
          <ImportCounts counts={counts} />
          <p>{t(toDo > 0 ? "admin.import.nothingYet" : "admin.import.nothingToDo")}</p>
          {counts.cannot > 0 && toDo > 0 && <p>{t("admin.import.leftOut", { count: counts.cannot })}</p>}
          <form method="post">
            {carried.map((piece, index) => (
              <input key={index} type="hidden" name="carried[]" value={piece} />
            ))}
            <Actions>
              {toDo > 0 && (
                <Button name="intent" value="import">
                  {t(enrols ? "admin.import.confirmEnrol" : "admin.import.confirm", {
                    count: toDo,
                    number: number(toDo),
                  })}
                </Button>
              )}
              <ButtonLink href={again} tone="quiet">
                {t("admin.import.otherFile")}
              </ButtonLink>
            </Actions>
          </form>
        </div>
      </Sheet>
      <LeaverTable preview={preview} />
      <ImportReport preview={preview} />
    </>
  );
}

type DoneProps = {
  preview: ImportPreview;
  withoutAddress: string[];
  withAddress: string[];
  reachable: boolean;
};

/** A page of cards or a round of mails at a time. */
const AT_ONCE = 200;

/** Third step: what was done, and the ways in for those who have none yet. */
export function ListImported({ preview, withoutAddress, withAddress, reachable }: DoneProps) {
  const { t } = useWords();
  return (
    <>
      <Alert tone="good" title={t("admin.import.doneTitle")}>
        <ImportCounts counts={preview.counts} />
      </Alert>
      {reachable ? (
        <Sheet title={t("admin.import.waysIn")} accent>
          <div className="stack tight">
            <WayIn people={withoutAddress} intent="codes" />
            <WayIn people={withAddress} intent="invite" />
            {withoutAddress.length + withAddress.length === 0 && <p>{t("admin.import.everyoneIn")}</p>}
          </div>
        </Sheet>
      ) : (
        <Alert title={t("admin.import.enrolFirst")}>{t("admin.import.enrolFirstText")}</Alert>
      )}
      <LeaverTable preview={preview} done />
      <ImportReport preview={preview} done />
    </>
  );
}

function WayIn({ people, intent }: { people: string[]; intent: "codes" | "invite" }) {
  const { t } = useWords();
  const rounds = Array.from({ length: Math.ceil(people.length / AT_ONCE) }, (_, index) =>
    people.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  return rounds.map((round, index) => (
    <form key={index} method="post" action="/people">
      {round.map((id) => (
        <input key={id} type="hidden" name="people[]" value={id} />
      ))}
      <Button name="intent" value={intent} tone={intent === "codes" ? "primary" : "quiet"}>
        {t(`admin.import.${intent}`, {
          count: round.length,
          first: index * AT_ONCE + 1,
          last: index * AT_ONCE + round.length,
        })}
      </Button>
    </form>
  ));
}
