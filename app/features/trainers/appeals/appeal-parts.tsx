import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { LANGUAGE_NAMES, LOCALES } from "#app/lib/locales.ts";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PANEL_SIZE, type OpenToAppeal, type WaitingAppeal } from "./appeal.ts";
import { APPEAL_OUTCOMES } from "#app/features/trainers/certifications/certification-status.ts";
import { mayStillAct, type GuestState } from "./panel-guest.ts";
import type { GuestRow } from "./panel-guests.server.ts";

type FormFor = { form: FormHelp };
const MEMBERS = Array.from({ length: PANEL_SIZE }, (_, index) => `member${index + 1}`);

/** An appeal that waits for its panel: to everybody what it is about, to who may enter it the form. */
export function AppealSheet({
  appeal,
  mayDecide,
  guests = [],
  form,
}: FormFor & { appeal: WaitingAppeal; mayDecide: boolean; guests?: readonly GuestRow[] }) {
  const { t, date, list } = useWords();
  const { of, kind, day, dueOn, overdue } = appeal;
  const what = t(`trainers.fact.${kind}`);
  const asked = guests.filter((guest) => guest.of === of);
  const answered = asked.filter(({ state }) => state === "answered");
  return (
    <Sheet title={t("trainers.appeal.title", { what })}>
      <div className="stack">
        <p>
          {t("trainers.appeal.since", { day: date(day), due: date(dueOn) })}{" "}
          {t(`trainers.appeal.meanwhile.${kind}`)}
        </p>
        {overdue && <Alert tone="warn">{t("trainers.appeal.overdue")}</Alert>}
        {mayDecide && <Guests of={of} guests={asked} form={form} />}
        {mayDecide && (
          <Form>
            <input type="hidden" name="of" value={of} />
            <p>
              {t("trainers.appeal.panel")}{" "}
              {answered.length > 0 &&
                t("trainers.appeal.members", {
                  names: list(
                    answered.map(({ name, employer }) => t("trainers.guest.sits", { name, employer })),
                  ),
                })}
            </p>
            {MEMBERS.slice(answered.length).map((name, index) => (
              <TextInput
                key={name}
                name={name}
                label={t("trainers.appeal.member", { number: index + 1 })}
                autoCapitalize="none"
                required
                defaultValue={form.value(name)}
                error={form.error(name)}
              />
            ))}
            <RadioGroup
              name="outcome"
              legend={t("trainers.appeal.outcome")}
              choices={APPEAL_OUTCOMES.map((value) => ({
                value,
                label: t(`trainers.outcome.${value}`),
                hint: t(`trainers.outcomeHint.${value}`),
              }))}
              value={form.value("outcome")}
              error={form.error("outcome")}
              required
            />
            <TextArea
              name="reason"
              id="appeal-reason"
              rows={3}
              label={t("trainers.appeal.words")}
              hint={t("trainers.appeal.wordsHint")}
              required
              defaultValue={form.value("intent") === "decide-appeal" ? form.value("reason") : ""}
              error={form.value("intent") === "decide-appeal" ? form.error("reason") : undefined}
            />
            <div className="actions">
              <Button name="intent" value="decide-appeal">
                {t("trainers.appeal.decide")}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </Sheet>
  );
}

/** Who was asked from outside, what they said, and how one is asked. */
function Guests({ of, guests, form }: FormFor & { of: string; guests: readonly GuestRow[] }) {
  const { t, date } = useWords();
  const mine = form.value("intent") === "invite-guest" && form.value("of") === of;
  const own = (name: string) => ({
    name,
    id: mine ? name : `${name}-${of}`,
    required: true,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
  });
  return (
    <>
      <h3>{t("trainers.guest.list")}</h3>
      <DataTable
        caption={t("trainers.guest.list")}
        hideCaption
        rows={[...guests]}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "who",
            header: t("trainers.guest.who"),
            rowHeader: true,
            cell: ({ name, employer }) => (
              <>
                <DirText>{name}</DirText>
                <br />
                <span className="soft">
                  <DirText>{employer}</DirText>
                </span>
              </>
            ),
          },
          {
            key: "state",
            header: t("trainers.facts.status"),
            cell: ({ id, state, until }) => (
              <>
                <Tag tone={GUEST_TONE[state]}>{t(`trainers.guest.state.${state}`)}</Tag>{" "}
                {mayStillAct(state) && (
                  <>
                    <span className="soft">{t("trainers.guest.until", { day: date(until) })}</span>
                    <Form>
                      <input type="hidden" name="guest" value={id} />
                      <Button name="intent" value="withdraw-guest" tone="quiet" size="small">
                        {t("trainers.guest.withdraw")}
                      </Button>
                    </Form>
                  </>
                )}
              </>
            ),
          },
          {
            key: "says",
            header: t("trainers.guest.says"),
            cell: ({ outcome, words, conflict }) => (
              <>
                {outcome && <b>{t(`trainers.outcome.${outcome}`)}. </b>}
                <DirText>{words || conflict}</DirText>
              </>
            ),
          },
        ]}
        empty={<p className="soft">{t("trainers.guest.none")}</p>}
      />
      <Disclosure summary={t("trainers.guest.invite.title")} open={mine || undefined}>
        <Form>
          <p>{t("trainers.guest.invite.lead")}</p>
          <input type="hidden" name="of" value={of} />
          <TextInput
            label={t("trainers.guest.invite.name")}
            maxLength={200}
            dir="auto"
            {...own("guestName")}
          />
          <TextInput
            type="email"
            label={t("trainers.guest.invite.email")}
            maxLength={254}
            {...own("guestEmail")}
          />
          <TextInput
            label={t("trainers.guest.invite.employer")}
            maxLength={200}
            dir="auto"
            {...own("guestEmployer")}
          />
          <Select
            label={t("trainers.guest.invite.locale")}
            options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] ?? value }))}
            {...own("guestLocale")}
          />
          <div className="actions">
            <Button name="intent" value="invite-guest" tone="quiet">
              {t("trainers.guest.invite.do")}
            </Button>
          </div>
        </Form>
      </Disclosure>
    </>
  );
}

const GUEST_TONE: Record<GuestState, TagTone> = {
  invited: "due",
  declared: "due",
  answered: "good",
  conflict: "warn",
  withdrawn: "quiet",
  over: "quiet",
};

/** For the holder: a decision they may still appeal against. */
export function AppealForm({ decision, form }: FormFor & { decision: OpenToAppeal }) {
  const { t, date } = useWords();
  const { factId, kind, day, until } = decision;
  const mine = form.value("of") === factId;
  return (
    <Sheet title={t("trainers.appeal.against", { what: t(`trainers.fact.${kind}`) })}>
      <div className="stack">
        <p>
          {t("trainers.appeal.until", { day: date(day), until: date(until) })}{" "}
          {t(`trainers.appeal.meanwhile.${kind}`)}
        </p>
        <Form>
          <input type="hidden" name="of" value={factId} />
          <TextArea
            name="reason"
            id={mine ? "reason" : `reason-${factId}`}
            rows={4}
            label={t("trainers.appeal.why")}
            hint={t("trainers.appeal.whyHint")}
            required
            maxLength={2000}
            defaultValue={mine ? form.value("reason") : ""}
            error={mine ? form.error("reason") : undefined}
          />
          <div className="actions">
            <Button name="intent" value="appeal">
              {t("trainers.appeal.send")}
            </Button>
          </div>
        </Form>
      </div>
    </Sheet>
  );
}
