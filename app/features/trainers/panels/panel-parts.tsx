import { Alert } from "#app/ui/alert.tsx";
import { DeclineCode } from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import type { ActKind } from "#app/features/trainers/candidacies/candidacy.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { LANGUAGE_NAMES, LOCALES } from "#app/lib/locales.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { mayStillAct, PANEL_SIZE, isTaken, type SeatState } from "./panel.ts";
import type { PanelView, PastPanel, SeatRow } from "./panel-view.ts";

type Helped = { panel: PanelView; form: FormHelp };

/** What one votes for, whatever the panel is about. */
export const outcomeKey = (outcome: string): WordKey => `panels.outcome.${outcome as "upheld"}`;
export const outcomeHintKey = (outcome: string): WordKey => `panels.outcomeHint.${outcome as "upheld"}`;

const TONE: Record<SeatState, TagTone> = {
  seated: "due",
  declared: "due",
  voted: "good",
  conflict: "warn",
  withdrawn: "quiet",
  over: "quiet",
};

/** A field of one of the forms of one panel: what was typed comes back to the form that sent it. */
function useFields({ panel: { of }, form }: Helped, intent: string) {
  const mine = form.value("intent") === intent && form.value("of") === of;
  return {
    mine,
    field: (name: string) => ({
      name,
      id: mine ? name : `${intent}-${name}-${of}`,
      required: true,
      defaultValue: mine ? form.value(name) : "",
      error: mine ? form.error(name) : undefined,
    }),
  };
}

/** For who may seat it: the seats, who is asked, and once three have voted what they decided. `seen`, of a candidacy: how much of its history is shown. */
export function PanelDesk({ panel, form, act }: Helped & { act?: { id: string; seen: number } }) {
  const { t, dateTime } = useWords();
  const { of, called, byItself, seats, decision } = panel;
  const helped = { panel, form };
  const taken = seats.filter(({ state }) => isTaken(state)).length;
  if (!called && !byItself) return <CallForm {...helped} />;
  return (
    <div className="stack">
      {called?.reason && (
        <p>
          {t("panels.called", { day: dateTime(called.at) })} <DirText>{called.reason}</DirText>
        </p>
      )}
      <Seats of={of} seats={seats} />
      {taken < PANEL_SIZE && (
        <>
          <MemberForm {...helped} />
          <GuestForm {...helped} />
        </>
      )}
      {decision?.ok ? (
        <DecisionForm {...helped} outcome={decision.value} act={act} />
      ) : (
        decision && <Undecided {...helped} reason={decision.reason} />
      )}
      {called && <DissolveForm {...helped} />}
    </div>
  );
}

function Undecided({ reason }: Helped & { reason: Parameters<ReturnType<typeof useWords>["refusal"]>[0] }) {
  const { refusal } = useWords();
  return <Alert>{refusal(reason)}</Alert>;
}

function CallForm(helped: Helped) {
  const { t } = useWords();
  const { mine, field } = useFields(helped, "call-panel");
  return (
    <Disclosure summary={t("panels.call.title")} open={mine || undefined}>
      <Form>
        <p>{t("panels.call.lead")}</p>
        <input type="hidden" name="of" value={helped.panel.of} />
        <TextArea rows={2} dir="auto" label={t("panels.call.why")} maxLength={2000} {...field("why")} />
        <div className="actions">
          <Button name="intent" value="call-panel" tone="quiet">
            {t("panels.call.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

const who = (t: ReturnType<typeof useWords>["t"]): Column<SeatRow> => ({
  key: "who",
  header: t("panels.seat.who"),
  rowHeader: true,
  cell: ({ name, guest, employer }) => (
    <>
      <DirText>{name}</DirText>
      {guest && (
        <>
          <br />
          <span className="soft">{t("panels.seat.guest", { employer })}</span>
        </>
      )}
    </>
  ),
});

const says = (t: ReturnType<typeof useWords>["t"]): Column<SeatRow> => ({
  key: "says",
  header: t("panels.seat.says"),
  cell: ({ vote, words, conflict }) => (
    <>
      {vote && <b>{t(outcomeKey(vote))}. </b>}
      <DirText>{words || conflict}</DirText>
    </>
  ),
});

function Seats({ of, seats }: { of: string; seats: readonly SeatRow[] }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("panels.seat.list")}
      rows={[...seats]}
      rowKey={({ id }) => id}
      columns={[
        who(t),
        {
          key: "state",
          header: t("panels.seat.state"),
          cell: ({ id, state, until }) => (
            <>
              <Tag tone={TONE[state]}>{t(`panels.state.${state}`)}</Tag>{" "}
              {mayStillAct(state) && (
                <>
                  <span className="soft">{t("panels.seat.until", { day: date(until) })}</span>
                  <Form>
                    <input type="hidden" name="of" value={of} />
                    <input type="hidden" name="seat" value={id} />
                    <Button name="intent" value="free-seat" tone="quiet" size="small">
                      {t("panels.seat.free")}
                    </Button>
                  </Form>
                </>
              )}
            </>
          ),
        },
        says(t),
      ]}
      empty={<p className="soft">{t("panels.seat.none", { count: PANEL_SIZE })}</p>}
    />
  );
}

function MemberForm(helped: Helped) {
  const { t } = useWords();
  const { mine, field } = useFields(helped, "seat-member");
  return (
    <Disclosure summary={t("panels.member.title")} open={mine || undefined}>
      <Form>
        <p>{t("panels.member.lead")}</p>
        <input type="hidden" name="of" value={helped.panel.of} />
        <TextInput
          label={t("panels.member.username")}
          autoCapitalize="none"
          maxLength={100}
          {...field("username")}
        />
        <div className="actions">
          <Button name="intent" value="seat-member" tone="quiet">
            {t("panels.member.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

function GuestForm(helped: Helped) {
  const { t } = useWords();
  const { mine, field } = useFields(helped, "invite-guest");
  return (
    <Disclosure summary={t("panels.guest.title")} open={mine || undefined}>
      <Form>
        <p>{t("panels.guest.lead")}</p>
        <input type="hidden" name="of" value={helped.panel.of} />
        <TextInput label={t("panels.guest.name")} maxLength={200} dir="auto" {...field("guestName")} />
        <TextInput type="email" label={t("panels.guest.email")} maxLength={254} {...field("guestEmail")} />
        <TextInput
          label={t("panels.guest.employer")}
          maxLength={200}
          dir="auto"
          {...field("guestEmployer")}
        />
        <Select
          label={t("panels.guest.locale")}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] ?? value }))}
          {...field("guestLocale")}
        />
        <div className="actions">
          <Button name="intent" value="invite-guest" tone="quiet">
            {t("panels.guest.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

type Deciding = Helped & { outcome: string; act?: { id: string; seen: number } | undefined };

function DecisionForm({ outcome, act, ...helped }: Deciding) {
  const { t } = useWords();
  const { field } = useFields(helped, "panel-decision");
  return (
    <Form>
      <h3>{t("panels.decision.title", { outcome: t(outcomeKey(outcome)) })}</h3>
      <p>{t(outcomeHintKey(outcome))}</p>
      <input type="hidden" name="of" value={helped.panel.of} />
      {act && (
        <>
          <input type="hidden" name="id" value={`${act.id}-panel`} />
          <input type="hidden" name="seen" value={act.seen} />
        </>
      )}
      <Minutes {...field("minutes")} />
      {outcome === ("decline" satisfies ActKind) && <DeclineCode {...field("code")} />}
      <TextArea
        rows={3}
        dir="auto"
        label={t("panels.decision.reason")}
        hint={t("panels.decision.reasonHint")}
        maxLength={2000}
        {...field("reason")}
      />
      <div className="actions">
        <Button name="intent" value="panel-decision">
          {t("panels.decision.do")}
        </Button>
      </div>
    </Form>
  );
}

type FieldProps = ReturnType<ReturnType<typeof useFields>["field"]>;

function Minutes(field: FieldProps) {
  const { t } = useWords();
  return (
    <TextArea
      rows={4}
      dir="auto"
      label={t("panels.decision.minutes")}
      hint={t("panels.decision.minutesHint")}
      maxLength={4000}
      {...field}
    />
  );
}

function DissolveForm(helped: Helped) {
  const { t } = useWords();
  const { mine, field } = useFields(helped, "dissolve-panel");
  return (
    <Disclosure summary={t("panels.dissolve.title")} open={mine || undefined}>
      <Form>
        <p>{t("panels.dissolve.lead")}</p>
        <input type="hidden" name="of" value={helped.panel.of} />
        <Minutes {...field("minutes")} />
        <div className="actions">
          <Button name="intent" value="dissolve-panel" tone="danger">
            {t("panels.dissolve.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** Panels that are over, with who said what and their minutes. */
export function PastPanels({ panels }: { panels: readonly PastPanel[] }) {
  const { t, dateTime } = useWords();
  if (panels.length === 0) return null;
  return (
    <Sheet title={t("panels.past.title")}>
      <div className="stack">
        {panels.map(({ id, outcome, minutes, closedAt, seats }) => (
          <Disclosure
            key={id}
            summary={t("panels.past.one", {
              day: dateTime(closedAt),
              outcome: t(outcome ? outcomeKey(outcome) : "panels.past.dissolved"),
            })}
          >
            <div className="stack">
              {seats.length > 0 && (
                <DataTable
                  caption={t("panels.seat.list")}
                  hideCaption
                  rows={[...seats]}
                  rowKey={(seat) => seat.id}
                  columns={[who(t), says(t)]}
                />
              )}
              {minutes && (
                <p>
                  <b>{t("panels.decision.minutes")}.</b> <DirText>{minutes}</DirText>
                </p>
              )}
            </div>
          </Disclosure>
        ))}
      </div>
    </Sheet>
  );
}
