import type { ReactNode } from "react";
import { CountrySelect } from "#app/features/identity/country-select.tsx";
import type { LicenceSchemeId, SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Select } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Filters = { country: string; schemeId: string; on: CalendarDay | null; page: number };
type Listed = { key: string; validFrom: CalendarDay; validUntil: CalendarDay };

type PublicRegisterProps<Row> = {
  /** Where it is; the whole register again. */
  href: string;
  /** Its sentences: title, lead, on, none, noneText. */
  words: Record<"title" | "lead" | "on" | "none" | "noneText", WordKey>;
  schemes: readonly (SchemeId | LicenceSchemeId)[];
  filters: Filters;
  /** Filters this register has besides; `narrowed`: one of them is on. */
  before?: ReactNode;
  after?: ReactNode;
  narrowed?: boolean;
  total: number;
  rows: Row[];
  columns: Column<Row>[];
};

/** A register anybody may search: by country, scheme and day, each kept in the address. */
export function PublicRegister<Row extends Listed>(props: PublicRegisterProps<Row>) {
  const { href, words, schemes, filters, before, after, narrowed = false, total, rows, columns } = props;
  const { t, date } = useWords();
  const { country, schemeId, on, page } = filters;
  const filtered = narrowed || country !== "" || schemeId !== "" || on !== null;
  return (
    <>
      <PageHeader
        title={t(words.title)}
        lead={t(words.lead)}
        actions={
          <>
            <ButtonLink href="/trainers/schemes" tone="quiet">
              {t("schemes.public.title")}
            </ButtonLink>
            <ButtonLink href="/v" tone="quiet">
              {t("trainers.roster.check")}
            </ButtonLink>
          </>
        }
      />
      <FilterBar
        label={t("trainers.roster.filter")}
        submit={t("common.action.show")}
        reset={filtered ? { href, label: t("trainers.roster.all") } : undefined}
      >
        {before}
        <CountrySelect value={country} error={undefined} any={t("trainers.roster.anyCountry")} />
        <Select
          name="scheme"
          label={t("trainers.facts.scheme")}
          placeholder={t("trainers.register.anyScheme")}
          options={schemes.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
          defaultValue={schemeId}
        />
        {after}
        <TextInput name="on" type="date" label={t(words.on)} defaultValue={on ?? ""} />
      </FilterBar>
      <DataTable
        caption={t(words.title)}
        hideCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          ...columns,
          {
            key: "validity",
            header: t("trainers.roster.validity"),
            cell: ({ validFrom, validUntil }) =>
              t("trainers.roster.until", { from: date(validFrom), until: date(validUntil) }),
          },
        ]}
        empty={<EmptyState title={t(words.none)}>{t(words.noneText)}</EmptyState>}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} />
    </>
  );
}
