import { createContext, useContext } from "react";
import { SearchBox } from "./features/search/search-box.tsx";
import { isMachineDrafted } from "./lib/locales.ts";
import type { WordKey } from "./locales/keys.ts";
import { Notice } from "./ui/alert.tsx";
import { Button } from "./ui/button.tsx";
import { Icon } from "./ui/icon.tsx";
import { Select } from "./ui/select.tsx";
import { PageFoot, TopBar } from "./ui/top-bar.tsx";
import { useWords } from "./ui/words.tsx";

/* The frame round every page, error pages too: so it comes by context and not from a loader, which would not run there. */

export type Frame = {
  /** Who is signed in. */
  name: string | null;
  /** Their messages not read yet. */
  unread: number;
  navigation: { to: string; label: WordKey }[];
  /** May look for people, cohorts … from every page. */
  search: boolean;
  languages: { locale: string; name: string }[];
  /** The address of this page, to come back to. */
  here: string;
  theme: string;
  notice: { key: string; params?: Record<string, string | number> } | null;
  nonce: string;
  requestId: string;
};

const FrameContext = createContext<Frame | null>(null);
export const FrameProvider = FrameContext.Provider;

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("useFrame: a page is drawn outside FrameProvider");
  return frame;
}

/** The register of issued certificates lies under the address of one's own, and is another place. */
const isAt = (here: string, to: string): boolean =>
  here === to ||
  here.startsWith(`${to}?`) ||
  (here.startsWith(`${to}/`) && !here.startsWith("/certificates/issued"));

export function Masthead() {
  const { t } = useWords();
  const frame = useFrame();
  const { here, unread } = frame;
  const inbox = {
    href: "/inbox",
    label: unread > 0 ? t("common.nav.inboxNew", { count: unread }) : t("common.nav.inbox"),
    current: isAt(here, "/inbox"),
  };
  return (
    <TopBar
      brand={{ name: t("common.brand"), href: "/" }}
      navLabel={t("common.nav.label")}
      menuLabel={t("common.nav.menu")}
      nav={[
        ...frame.navigation.map(({ to, label }) => ({ href: to, label: t(label), current: isAt(here, to) })),
        ...(frame.name ? [inbox] : []),
      ]}
      search={frame.search && !isAt(here, "/search") && <HeaderSearch />}
      person={frame.name ? { name: frame.name, href: "/me" } : undefined}
      signOut={
        frame.name && (
          <form method="post" action="/sign-out">
            <Button tone="quiet" size="small">
              {t("common.nav.notMe")}
            </Button>
          </form>
        )
      }
    />
  );
}

/** On a phone the box would push every page down: there it is a link to its page. */
function HeaderSearch() {
  const { t } = useWords();
  return (
    <>
      <a className="to-search" href="/search">
        <Icon name="search" label={t("search.act")} />
      </a>
      <SearchBox id="find" />
    </>
  );
}

/** What an act just did, in words, once. */
export function Said() {
  const { t } = useWords();
  const { notice } = useFrame();
  return notice && <Notice>{t(`common.notice.${notice.key}` as WordKey, notice.params)}</Notice>;
}

/** Language and colours, for this device. */
export function Foot() {
  const { t, locale } = useWords();
  const { here, theme, languages } = useFrame();
  const next = <input type="hidden" name="next" value={here} />;
  return (
    <PageFoot>
      <form method="post" action="/preferences">
        {next}
        <Select
          name="lang"
          label={t("common.footer.language")}
          defaultValue={locale}
          options={languages.map(({ locale: value, name }) => ({ value, label: name }))}
        />
        <Select
          name="theme"
          label={t("common.footer.theme")}
          defaultValue={theme}
          options={[
            { value: "system", label: t("common.footer.themeSystem") },
            { value: "light", label: t("common.footer.themeLight") },
            { value: "dark", label: t("common.footer.themeDark") },
          ]}
        />
        <Button tone="quiet" size="small">
          {t("common.footer.apply")}
        </Button>
      </form>
      <a href="/privacy">{t("common.footer.privacy")}</a>
      {isMachineDrafted(locale) && <p>{t("common.footer.drafted")}</p>}
    </PageFoot>
  );
}
