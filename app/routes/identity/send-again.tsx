import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import * as z from "zod";
import { requireSignedIn } from "#app/features/identity/guards.server.ts";
import { recognisable } from "#app/features/identity/kept-fields.ts";
import { openKeptWork, readFormWithKept } from "#app/features/identity/kept-work.server.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.sendAgain.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requireSignedIn(args);
  return null;
}

/** Comes from the sign-in page with what was kept there; opens it for its author only, and sends nothing yet. */
export async function action(args: ActionFunctionArgs) {
  const { personId } = await requireSignedIn(args);
  const { kept } = await readFormWithKept(args.request, z.object({}));
  const work = kept ? await openKeptWork(kept, personId) : null;
  if (!work) return data({ work: null }, { status: 410 });
  return { work: { path: work.path, fields: work.fields } };
}

export default function SendAgain() {
  const { t } = useWords();
  const work = useActionData<typeof action>()?.work;
  if (!work)
    return (
      <EmptyState
        headingLevel={1}
        title={t("identity.sendAgain.noneTitle")}
        action={<ButtonLink href="/">{t("identity.sendAgain.noneAction")}</ButtonLink>}
      >
        {t("identity.sendAgain.noneText")}
      </EmptyState>
    );
  return (
    <div className="narrow">
      <PageHeader title={t("identity.sendAgain.title")} lead={t("identity.sendAgain.lead")} />
      <Sheet title={t("identity.sendAgain.whatTitle")} accent>
        <Form action={work.path}>
          <Typed fields={work.fields} />
          {work.fields.map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          <Actions>
            <Button>{t("identity.sendAgain.submit")}</Button>
            <ButtonLink href="/" tone="quiet">
              {t("identity.sendAgain.discard")}
            </ButtonLink>
          </Actions>
        </Form>
      </Sheet>
    </div>
  );
}

function Typed({ fields }: { fields: [string, string][] }) {
  const { t } = useWords();
  const { texts, others } = recognisable(fields);
  if (texts.length === 0) return <p>{t("identity.sendAgain.answers", { count: others })}</p>;
  return (
    <div className="stack tight">
      {texts.map((text, index) => (
        <blockquote key={index}>
          <DirText>{text}</DirText>
        </blockquote>
      ))}
      {others > 0 && <p className="soft">{t("identity.sendAgain.more", { count: others })}</p>}
    </div>
  );
}
