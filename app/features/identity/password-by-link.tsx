import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";

type PasswordByLinkProps = {
  page: "invitation" | "reset";
  /** Whom the link lets in; null when it is over. */
  holder: { name: string; username: string; shortest: number } | null;
  offered: string[];
  answer: FormAnswer;
};

/** Where an invitation or a reset link leads: choose a password, or read why the link is over. */
export function PasswordByLink({ page, holder, offered, answer }: PasswordByLinkProps) {
  const { t } = useWords();
  const form = useForm(answer);
  if (!holder) return <LinkOver page={page} href={page === "reset" ? "/forgot-password" : "/sign-in"} />;
  const { name, username, shortest } = holder;
  return (
    <div className="narrow">
      <PageHeader
        title={t(`identity.${page}.title`, { name })}
        lead={t(`identity.${page}.lead`, { username })}
      />
      <Sheet>
        <Form>
          {form.summary}
          <NewPasswordFields form={form} offered={offered} shortest={shortest} />
          <Actions>
            <Button>{t(`identity.${page}.submit`)}</Button>
          </Actions>
        </Form>
      </Sheet>
    </div>
  );
}

/** A link that was used, replaced or is too old. */
export function LinkOver({ page, href }: { page: "invitation" | "reset" | "setUp"; href: string }) {
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader title={t(`identity.${page}.overTitle`)} />
      <Sheet>
        <div className="stack">
          <p>{t(`identity.${page}.overText`)}</p>
          <Actions>
            <ButtonLink href={href}>{t(`identity.${page}.overAction`)}</ButtonLink>
          </Actions>
        </div>
      </Sheet>
    </div>
  );
}
