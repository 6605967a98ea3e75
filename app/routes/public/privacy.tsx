import { useLoaderData } from "@remix-run/react";
import { NoticeText } from "#app/features/identity/notice-text.tsx";
import { noticeOwner } from "#app/features/identity/privacy-notice.server.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.notice.title") } satisfies PageHandle;

export const loader = () => noticeOwner();

export default function Privacy() {
  const { t } = useWords();
  const { owner, contact } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageHeader title={t("identity.notice.title")} />
      <Sheet>
        <NoticeText owner={owner} contact={contact} />
      </Sheet>
    </div>
  );
}
