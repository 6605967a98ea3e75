import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Contact = { id: string; name: string; role: string; phone: string; email: string };
type Props = { contacts: Contact[]; mayKeep: boolean; adding: FormAnswer; editing: FormAnswer };

/** Whom one rings about an organisation. */
export function ContactList({ contacts, mayKeep, adding, editing }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("admin.contacts.title")}>
      <div className="stack tight">
        <DataTable
          caption={t("admin.contacts.title")}
          hideCaption
          rows={contacts}
          rowKey={({ id }) => id}
          empty={<p className="soft">{t("admin.contacts.none")}</p>}
          columns={[
            {
              key: "name",
              header: t("admin.contacts.name"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            {
              key: "role",
              header: t("admin.contacts.role"),
              cell: ({ role }) => (role ? <DirText>{role}</DirText> : "–"),
            },
            {
              key: "phone",
              header: t("admin.contacts.phone"),
              cell: ({ phone }) =>
                phone ? (
                  <a href={`tel:${phone.replace(/[^+0-9]/g, "")}`}>
                    <bdi>{phone}</bdi>
                  </a>
                ) : (
                  "–"
                ),
            },
            {
              key: "email",
              header: t("admin.contacts.email"),
              cell: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : "–"),
            },
            ...(mayKeep
              ? [
                  {
                    key: "edit",
                    header: t("admin.contacts.change"),
                    hideHeader: true,
                    cell: (contact: Contact) => (
                      <EditContact
                        contact={contact}
                        answer={editing?.problem.values["contactId"] === contact.id ? editing : undefined}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
        {mayKeep && (
          <Disclosure summary={t("admin.contacts.add")} open={adding !== undefined}>
            <ContactForm contact={null} answer={adding} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function EditContact({ contact, answer }: { contact: Contact; answer: FormAnswer }) {
  const { t } = useWords();
  return (
    <Disclosure
      summary={
        <>
          {t("admin.contacts.change")}
          <span className="hidden-text"> {contact.name}</span>
        </>
      }
      open={answer !== undefined}
    >
      <ContactForm contact={contact} answer={answer} />
      <Form>
        <input type="hidden" name="contactId" value={contact.id} />
        <Button name="intent" value="remove-contact" tone="danger">
          {t("admin.contacts.remove")}
        </Button>
      </Form>
    </Disclosure>
  );
}

function ContactForm({ contact, answer }: { contact: Contact | null; answer: FormAnswer }) {
  const form = useForm(answer);
  const { t } = useWords();
  const id = (name: string) => `${name}-${contact?.id ?? "new"}`;
  const field = (name: "contactName" | "contactRole" | "contactPhone" | "contactEmail", stored = "") => ({
    name,
    id: id(name),
    defaultValue: form.value(name, stored),
    error: form.error(name),
  });
  return (
    <Form>
      {contact && <input type="hidden" name="contactId" value={contact.id} />}
      <TextInput {...field("contactName", contact?.name)} label={t("admin.contacts.name")} dir="auto" />
      <TextInput
        {...field("contactRole", contact?.role)}
        label={t("admin.contacts.role")}
        dir="auto"
        optional={t("common.form.optional")}
      />
      <TextInput
        {...field("contactPhone", contact?.phone)}
        label={t("admin.contacts.phone")}
        type="tel"
        optional={t("common.form.optional")}
      />
      <TextInput
        {...field("contactEmail", contact?.email)}
        label={t("admin.contacts.email")}
        type="email"
        optional={t("common.form.optional")}
      />
      <Button name="intent" value={contact ? "edit-contact" : "add-contact"}>
        {t(contact ? "common.action.save" : "admin.contacts.addAct")}
      </Button>
    </Form>
  );
}
