import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { UNIT_KINDS } from "./organisation-forms.ts";
import { unitsInTree, type Unit } from "./organisation-tree.ts";

type UnitWithPeople = Unit & { people: number };

type Props = {
  units: UnitWithPeople[];
  mayManage: boolean;
  adding: FormAnswer;
  editing: FormAnswer;
};

/** The units of an organisation, each below the one it belongs to. */
export function UnitTree({ units, mayManage, adding, editing }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("admin.units.title")}>
      <div className="stack tight">
        <UnitTable units={units} mayManage={mayManage} editing={editing} />
        {mayManage && (
          <Disclosure summary={t("admin.units.add")} open={adding !== undefined}>
            <UnitForm unit={null} units={units} answer={adding} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function UnitTable({ units, mayManage, editing }: Pick<Props, "units" | "mayManage" | "editing">) {
  const { t, number } = useWords();
  const people = new Map(units.map((unit) => [unit.id, unit.people]));
  return (
    <DataTable
      caption={t("admin.units.table")}
      hideCaption
      rows={unitsInTree(units)}
      rowKey={({ id }) => id}
      empty={<p className="soft">{t("admin.units.none")}</p>}
      columns={[
        {
          key: "name",
          header: t("admin.units.name"),
          rowHeader: true,
          cell: ({ name, depth }) => (
            <>
              {depth > 0 && <span aria-hidden="true">{"\u2003".repeat(depth - 1)}└ </span>}
              <DirText>{name}</DirText>
            </>
          ),
        },
        { key: "kind", header: t("admin.units.kind"), cell: ({ kind }) => t(`admin.units.kind-${kind}`) },
        {
          key: "people",
          header: t("admin.organisations.people"),
          numeric: true,
          cell: ({ id }) => number(people.get(id) ?? 0),
        },
        {
          key: "edit",
          header: t("common.action.edit"),
          hideHeader: true,
          cell: (unit) => mayManage && <EditUnit unit={unit} units={units} answer={editing} />,
        },
      ]}
    />
  );
}

function EditUnit({ unit, units, answer }: { unit: Unit; units: Unit[]; answer: FormAnswer }) {
  const { t } = useWords();
  const asked = answer?.problem.values["unitId"] === unit.id;
  return (
    <Disclosure summary={t("common.action.edit")} open={asked}>
      <UnitForm unit={unit} units={units} answer={asked ? answer : undefined} />
    </Disclosure>
  );
}

function UnitForm({ unit, units, answer }: { unit: Unit | null; units: Unit[]; answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  // Two forms of the page share these names; the one that was sent back keeps the plain ids its errors link to.
  const id = (name: string) => (answer || !unit ? name : `${name}-${unit.id}`);
  return (
    <Form>
      {unit && <input type="hidden" name="unitId" value={unit.id} />}
      <TextInput
        name="unitName"
        id={id("unitName")}
        label={t("admin.units.name")}
        dir="auto"
        defaultValue={form.value("unitName", unit?.name)}
        error={form.error("unitName")}
      />
      <Select
        name="unitKind"
        id={id("unitKind")}
        label={t("admin.units.kind")}
        options={UNIT_KINDS.map((kind) => ({ value: kind, label: t(`admin.units.kind-${kind}`) }))}
        defaultValue={form.value("unitKind", unit?.kind ?? "branch")}
        error={form.error("unitKind")}
      />
      <Select
        name="parentId"
        id={id("parentId")}
        label={t("admin.units.parent")}
        placeholder={t("admin.units.noParent")}
        options={units
          .filter(({ id: other }) => other !== unit?.id)
          .map(({ id: value, name }) => ({ value, label: name }))}
        defaultValue={form.value("parentId", unit?.parentId)}
        error={form.error("parentId")}
      />
      <Button name="intent" value={unit ? "edit-unit" : "add-unit"} size="small">
        {t(unit ? "common.action.save" : "admin.units.addAct")}
      </Button>
    </Form>
  );
}
