import { Alert } from "#app/ui/alert.tsx";
import { Actions } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { useWords } from "#app/ui/words.tsx";

export type CodeCard = {
  personId: string;
  name: string;
  username: string;
  code: string;
  validUntil: Date;
};

type CodeCardsProps = {
  cards: CodeCard[];
  /** Where one signs in with a code, as one types it. */
  address: string;
  /** How many were asked for and are not among the cards: staff, deactivated, out of reach. */
  missing?: number | undefined;
};

/** One card per person to print and cut; the codes are shown this once and stored nowhere. */
export function CodeCards({ cards, address, missing = 0 }: CodeCardsProps) {
  const { t } = useWords();
  return (
    <>
      <div className="stack tight no-print">
        <Alert tone="warn" title={t("admin.codes.once")}>
          {t("admin.codes.onceText")}
        </Alert>
        {missing > 0 && <Alert tone="info">{t("admin.codes.missing", { count: missing })}</Alert>}
        <Actions>
          <p className="soft">{t("admin.codes.howToPrint")}</p>
        </Actions>
      </div>
      <ul className="plain work" aria-label={t("admin.codes.cards")}>
        {cards.map((card) => (
          <Card key={card.personId} card={card} address={address} />
        ))}
      </ul>
    </>
  );
}

type CardProps = { card: CodeCard } & Pick<CodeCardsProps, "address">;

function Card({ card, address }: CardProps) {
  const { t, dateTime } = useWords();
  return (
    <li>
      <div>
        <strong>
          <DirText>{card.name}</DirText>
        </strong>
        <b dir="ltr">{card.code}</b>
        <FactList
          facts={[
            { term: t("admin.codes.username"), value: <span dir="ltr">{card.username}</span> },
            { term: t("admin.codes.address"), value: <span dir="ltr">{address}</span> },
            { term: t("admin.codes.validUntil"), value: dateTime(card.validUntil) },
          ]}
        />
      </div>
    </li>
  );
}
