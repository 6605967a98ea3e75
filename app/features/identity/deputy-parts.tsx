import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { DeputyPhase, DeputyRow, RoleToDeputise } from "./deputy.ts";
import { scopeInWords } from "./role-fields.tsx";

const TONES: Record<DeputyPhase, TagTone> = { now: "good", "to-come": "due", over: "quiet", ended: "quiet" };

/** Who stands in for whom, in what, and when. */
export function DeputyTable({ rows, mayEnd }: { rows: DeputyRow[]; mayEnd: boolean }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("identity.deputies.table")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("identity.deputies.none")}>{t("identity.deputies.noneText")}</EmptyState>}
      columns={[
        {
          key: "deputy",
          header: t("identity.deputies.deputy"),
          rowHeader: true,
          cell: ({ deputy }) => <DirText>{deputy.name}</DirText>,
        },
        {
          key: "for",
          header: t("identity.deputies.for"),
          cell: ({ principal }) => <DirText>{principal.name}</DirText>,
        },
        {
          key: "role",
          header: t("identity.deputies.role"),
          cell: ({ role, scope, scopeName, reason }) => (
            <>
              {t("identity.deputies.roleIn", {
                role: t(`common.role.${role}`),
                scope: scopeInWords(t, scope, scopeName),
              })}
              <br />
              <small className="soft">
                <DirText>{reason}</DirText>
              </small>
            </>
          ),
        },
        {
          key: "days",
          header: t("identity.deputies.days"),
          cell: ({ from, until, phase }) => (
            <>
              {t("identity.deputies.fromUntil", { from: date(from), until: date(until) })}
              <br />
              <Tag tone={TONES[phase]}>{t(`identity.deputies.phase.${phase}`)}</Tag>
            </>
          ),
        },
        {
          key: "end",
          header: t("identity.deputies.end"),
          hideHeader: true,
          cell: (row) => mayEnd && (row.phase === "now" || row.phase === "to-come") && <EndForm row={row} />,
        },
      ]}
    />
  );
}

function EndForm({ row: { id, deputy } }: { row: DeputyRow }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("identity.deputies.end")}>
      <Form>
        <p>{t("identity.deputies.endText", { name: deputy.name })}</p>
        <input type="hidden" name="deputyship" value={id} />
        <Button name="intent" value="end" tone="danger" size="small">
          {t("identity.deputies.endAct")}
        </Button>
      </Form>
    </Disclosure>
  );
}

/** Names a deputy for one of one's own roles. */
export function NameDeputyForm({
  roles,
  form,
  today,
}: {
  roles: RoleToDeputise[];
  form: FormHelp;
  today: string;
}) {
  const { t } = useWords();
  const field = (name: string, stored = "") => ({
    name,
    defaultValue: form.value(name, stored),
    error: form.error(name),
    required: true,
  });
  return (
    <Form>
      <p className="soft">{t("identity.deputies.nameText")}</p>
      <Select
        label={t("identity.deputies.role")}
        options={roles.map(({ value, role, scope, scopeName }) => ({
          value,
          label: t("identity.deputies.roleIn", {
            role: t(`common.role.${role}`),
            scope: scopeInWords(t, scope, scopeName),
          }),
        }))}
        {...field("as", roles[0]?.value)}
      />
      <TextInput
        label={t("identity.deputies.deputy")}
        hint={t("identity.deputies.deputyHint")}
        autoComplete="off"
        dir="ltr"
        {...field("deputy")}
      />
      <TextInput type="date" label={t("identity.deputies.from")} {...field("from", today)} />
      <TextInput
        type="date"
        label={t("identity.deputies.until")}
        hint={t("identity.deputies.untilHint")}
        {...field("until")}
      />
      <TextInput
        label={t("identity.deputies.reason")}
        hint={t("identity.deputies.reasonHint")}
        dir="auto"
        {...field("reason")}
      />
      <Actions>
        <Button name="intent" value="name">
          {t("identity.deputies.name")}
        </Button>
      </Actions>
    </Form>
  );
}
