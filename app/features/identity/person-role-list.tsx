import type { Role, Scope } from "#app/lib/actor.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { RoleFields, scopeInWords, type ScopeChoice } from "./role-fields.tsx";

type Held = { id: string; role: Role; scope: Scope; scopeName: string; grantedAt: Date };

type Props = {
  roles: Held[];
  /** Null where no roles are given. */
  scopes: ScopeChoice[] | null;
  answer: FormAnswer;
};

/** What a person may do here, and where. */
export function PersonRoles({ roles, scopes, answer }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("admin.roles.title")}>
      <div className="stack tight">
        <p className="soft">
          {t(roles.length === 0 ? "admin.roles.onlyLearner" : "admin.roles.alsoLearner")}
        </p>
        {roles.length > 0 && <RoleTable roles={roles} mayEnd={scopes !== null} />}
        {scopes && (
          <Disclosure summary={t("admin.roles.grant")} open={answer !== undefined}>
            <GrantForm scopes={scopes} answer={answer} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function RoleTable({ roles, mayEnd }: { roles: Held[]; mayEnd: boolean }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t("admin.roles.table")}
      hideCaption
      rows={roles}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "role",
          header: t("admin.roles.role"),
          rowHeader: true,
          cell: ({ role }) => t(`common.role.${role}`),
        },
        {
          key: "scope",
          header: t("admin.roles.scope"),
          cell: ({ scope, scopeName }) => <DirText>{scopeInWords(t, scope, scopeName)}</DirText>,
        },
        { key: "since", header: t("admin.roles.since"), cell: ({ grantedAt }) => dateTime(grantedAt) },
        {
          key: "end",
          header: t("admin.roles.end"),
          hideHeader: true,
          cell: ({ id, role }) => mayEnd && <EndForm id={id} role={role} />,
        },
      ]}
    />
  );
}

function EndForm({ id, role }: { id: string; role: Role }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("admin.roles.end")}>
      <Form>
        <p>{t("admin.roles.endText", { role: t(`common.role.${role}`) })}</p>
        <input type="hidden" name="assignmentId" value={id} />
        <Button name="intent" value="end-role" tone="danger" size="small">
          {t("admin.roles.endAct")}
        </Button>
      </Form>
    </Disclosure>
  );
}

function GrantForm({ scopes, answer }: { scopes: ScopeChoice[]; answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <Form>
      <p>{t("admin.roles.grantText")}</p>
      <RoleFields scopes={scopes} form={form} />
      <Button name="intent" value="grant-role">
        {t("admin.roles.grantAct")}
      </Button>
    </Form>
  );
}
