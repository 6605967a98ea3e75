import { useWords } from "#app/ui/words.tsx";
import { PRIVACY_NOTICE_VERSION, type NoticeOwner } from "./privacy-notice.ts";

/** The privacy notice itself. Changing its substance means a new version: see privacy-notice.ts. */
export function NoticeText({ owner, contact }: NoticeOwner) {
  const { t } = useWords();
  const holder = owner ?? t("identity.notice.someOwner");
  const whom = contact ?? t("identity.notice.someContact");
  return (
    <div className="lesson">
      <h2>{t("identity.notice.whoTitle")}</h2>
      <p>{t("identity.notice.who", { owner: holder })}</p>
      <h2>{t("identity.notice.whatTitle")}</h2>
      <ul>
        <li>{t("identity.notice.whatAccount")}</li>
        <li>{t("identity.notice.whatLearning")}</li>
        <li>{t("identity.notice.whatUse")}</li>
      </ul>
      <p>{t("identity.notice.whatNot")}</p>
      <h2>{t("identity.notice.whyTitle")}</h2>
      <p>{t("identity.notice.why")}</p>
      <h2>{t("identity.notice.seeTitle")}</h2>
      <p>{t("identity.notice.see")}</p>
      <h2>{t("identity.notice.longTitle")}</h2>
      <p>{t("identity.notice.long")}</p>
      <h2>{t("identity.notice.rightsTitle")}</h2>
      <p>{t("identity.notice.rights")}</p>
      <h2>{t("identity.notice.cookiesTitle")}</h2>
      <p>{t("identity.notice.cookies")}</p>
      <h2>{t("identity.notice.contactTitle")}</h2>
      <p>{t("identity.notice.contact", { contact: whom })}</p>
      <p className="soft">{t("identity.notice.version", { version: PRIVACY_NOTICE_VERSION })}</p>
    </div>
  );
}
