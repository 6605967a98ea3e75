import { recordAudit } from "#app/features/audit/record.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { UnitForm, UnitKind } from "./organisation-forms.ts";
import { organisationsInReach } from "./organisation-scope.server.ts";
import { unlessTaken } from "./organisations.server.ts";
import { mayStandUnder, type Unit } from "./organisation-tree.ts";

export const addUnit = (actor: Actor, organisationId: string, form: UnitForm): Promise<Result<void>> =>
  unlessTaken(form.unitName, () =>
    inTransaction(async (tx) => {
      const units = await takeUnits(tx, actor, organisationId);
      if (!units) return refuse("changed-meanwhile");
      if (form.parentId && !mayStandUnder(units, null, form.parentId))
        return refuse("organisations.no-such-unit");
      const id = newId();
      await tx.organisationUnit.create({ data: { id, organisationId, ...columns(form) } });
      await recordAudit(
        tx,
        actor,
        "unit.added",
        { kind: "organisation", id: organisationId },
        { unitId: id },
      );
      return ok(undefined);
    }),
  );

export const editUnit = (
  actor: Actor,
  organisationId: string,
  unitId: string,
  form: UnitForm,
): Promise<Result<void>> =>
  unlessTaken(form.unitName, () =>
    inTransaction(async (tx) => {
      const units = await takeUnits(tx, actor, organisationId);
      if (!units?.some(({ id }) => id === unitId)) return refuse("organisations.no-such-unit");
      if (form.parentId && !mayStandUnder(units, unitId, form.parentId))
        return refuse("organisations.unit-in-circle");
      await tx.organisationUnit.update({ where: { id: unitId }, data: columns(form) });
      await recordAudit(tx, actor, "unit.edited", { kind: "organisation", id: organisationId }, { unitId });
      return ok(undefined);
    }),
  );

const columns = ({ unitName, unitKind, parentId }: UnitForm) => ({
  name: unitName,
  kind: unitKind,
  parentId: parentId || null,
});

/** The units as they are, held until the end: two moves at once could otherwise make a circle. */
async function takeUnits(tx: Tx, actor: Actor, organisationId: string): Promise<Unit[] | null> {
  const held = await tx.organisation.updateMany({
    where: { AND: [{ id: organisationId }, organisationsInReach(actor)] },
    data: { id: organisationId },
  });
  if (held.count !== 1) return null;
  const units = await tx.organisationUnit.findMany({
    where: { organisationId },
    select: { id: true, parentId: true, kind: true, name: true },
  });
  return units.map((unit) => ({ ...unit, kind: unit.kind as UnitKind }));
}
