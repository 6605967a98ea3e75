import type { Role, Scope } from "#app/lib/actor.ts";
import type { Translate, WordKey } from "#app/locales/keys.ts";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";
import { GRANTABLE_ROLES, writeScope } from "./person-roles.ts";

export type ScopeChoice = { scope: Scope; name: string };

type Props = {
  scopes: ScopeChoice[];
  form: FormHelp;
  /** Offer "learner", which needs no scope. */
  learnerToo?: boolean | undefined;
};

/** A role and where it holds. */
export function RoleFields({ scopes, form, learnerToo }: Props) {
  const { t } = useWords();
  const roles: readonly Role[] = learnerToo ? ["learner", ...GRANTABLE_ROLES] : GRANTABLE_ROLES;
  return (
    <>
      <Select
        name="role"
        label={t("admin.roles.role")}
        hint={t("admin.roles.roleHint")}
        placeholder={learnerToo ? undefined : t("admin.roles.chooseRole")}
        options={roles.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
        defaultValue={form.value("role", learnerToo ? "learner" : "")}
        error={form.error("role")}
      />
      <Select
        name="scope"
        label={t("admin.roles.scope")}
        hint={t("admin.roles.scopeHint")}
        placeholder={t(learnerToo ? "admin.roles.noScope" : "admin.roles.chooseScope")}
        options={scopes.map(({ scope, name }) => ({
          value: writeScope(scope),
          label: scopeInWords(t, scope, name),
        }))}
        defaultValue={form.value("scope")}
        error={form.error("scope")}
      />
    </>
  );
}

/** "Cohort: Kampong Cham, autumn", "everywhere". */
export function scopeInWords(t: Translate, { kind, id }: Scope, name: string): string {
  switch (kind) {
    case "own":
    case "all":
      return t(`admin.roles.in-${kind}`);
    case "programme":
      return t("admin.roles.in-programme", { name: t(`common.programme.${id}` as WordKey) });
    default:
      return t(`admin.roles.in-${kind}`, { name });
  }
}
