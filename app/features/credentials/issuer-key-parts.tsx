import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ListedKey } from "./key-compromise.server.ts";

const TONE = { "in-use": "good", followed: "quiet", proposed: "warn", compromised: "danger" } as const;

type Props = { issuerKey: ListedKey; form: FormHelp };

/** One key: since when it is used, and what is said of it. */
export function KeySheet({ issuerKey, form }: Props) {
  const { t, date, dateTime } = useWords();
  const { thumbprint, kind, createdAt, state, since, reason, proposedBy } = issuerKey;
  const facts: (Fact | false)[] = [
    { term: t("credentials.keys.thumbprint"), value: <code className="break">{thumbprint}</code> },
    { term: t("credentials.keys.from"), value: dateTime(createdAt) },
    since !== null && { term: t("credentials.keys.since"), value: date(since) },
    reason !== null && { term: t("credentials.keys.reason"), value: <DirText>{reason}</DirText> },
    proposedBy !== null && { term: t("credentials.keys.by"), value: <DirText>{proposedBy.name}</DirText> },
  ];
  return (
    <Sheet
      title={t(`credentials.keys.kind.${kind}`)}
      aside={<Tag tone={TONE[state]}>{t(`credentials.keys.state.${state}`)}</Tag>}
    >
      <div className="stack tight">
        <FactList facts={facts.filter((fact) => fact !== false)} />
        {state === "proposed" && <Decide issuerKey={issuerKey} />}
        {(state === "in-use" || state === "followed") && (
          <Disclosure summary={t("credentials.keys.propose")} open={form.value("thumbprint") === thumbprint}>
            <Propose issuerKey={issuerKey} form={form} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function Propose({ issuerKey: { thumbprint }, form }: Props) {
  const { t } = useWords();
  const mine = form.value("thumbprint") === thumbprint;
  return (
    <Form>
      <p>{t("credentials.keys.consequence")}</p>
      <input type="hidden" name="thumbprint" value={thumbprint} />
      <TextInput
        id={`since-${thumbprint}`}
        name="since"
        type="date"
        label={t("credentials.keys.since")}
        hint={t("credentials.keys.sinceHint")}
        defaultValue={mine ? form.value("since") : ""}
        error={mine ? form.error("since") : undefined}
        required
      />
      <TextArea
        id={`reason-${thumbprint}`}
        name="reason"
        label={t("credentials.keys.reason")}
        hint={t("credentials.keys.reasonHint")}
        defaultValue={mine ? form.value("reason") : ""}
        error={mine ? form.error("reason") : undefined}
        rows={3}
        required
      />
      <Actions>
        <Button tone="danger" name="intent" value="propose">
          {t("credentials.keys.propose")}
        </Button>
      </Actions>
    </Form>
  );
}

/** Confirmed by another than who said so; taken back by anybody who may. */
function Decide({ issuerKey: { thumbprint, proposedBy } }: { issuerKey: ListedKey }) {
  const { t } = useWords();
  return (
    <Form>
      <p>{t(proposedBy?.isReader ? "credentials.keys.waits" : "credentials.keys.consequence")}</p>
      <input type="hidden" name="thumbprint" value={thumbprint} />
      <Actions>
        {!proposedBy?.isReader && (
          <Button tone="danger" name="intent" value="confirm">
            {t("credentials.keys.confirm")}
          </Button>
        )}
        <Button tone="quiet" name="intent" value="withdraw">
          {t("credentials.keys.withdraw")}
        </Button>
      </Actions>
    </Form>
  );
}
