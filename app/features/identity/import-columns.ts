import { fold } from "#app/lib/fold.ts";

/* The columns of a list of people, by whatever heading an office gives them in English or French. */

export const COLUMNS = [
  "name",
  "givenName",
  "familyName",
  "email",
  "username",
  "phone",
  "printedName",
  "printedNameLocal",
  "organisation",
  "unit",
  "position",
  "staffNumber",
  "joined",
  "left",
  "sex",
  "country",
  "locale",
  "timeZone",
] as const;
export type Column = (typeof COLUMNS)[number];

/** Folded, with everything but letters and digits as one space. */
const HEADINGS: Record<Column, string[]> = {
  name: ["name", "full name", "complete name", "nom complet", "nom et prenom", "nom et prenoms", "noms et prenoms",
    "nom prenom", "prenom nom", "prenom et nom", "prenoms et nom", "participant", "learner", "apprenant"],
  givenName: ["first name", "firstname", "given name", "given names", "forename", "prenom", "prenoms", "prenom s"],
  familyName: ["last name", "lastname", "surname", "family name", "nom", "nom de famille", "noms"],
  email: ["e mail", "email", "mail", "e mail address", "email address", "courriel", "adresse e mail",
    "adresse email", "adresse mail", "adresse electronique", "mel"],
  username: ["username", "user name", "user", "login", "nom d utilisateur", "identifiant", "utilisateur"],
  phone: ["phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "mobile phone", "tel",
    "cell", "whatsapp", "numero de telephone", "portable", "gsm"],
  printedName: ["printed name", "name as printed", "name on certificate", "certificate name", "nom imprime",
    "nom a imprimer", "nom sur le certificat", "nom du certificat"],
  printedNameLocal: ["local name", "printed name local", "name in local script", "name in own script", "khmer name",
    "arabic name", "nom local", "nom en ecriture locale", "nom dans votre ecriture"],
  organisation: ["organisation", "organization", "institution", "company", "employer", "mfi", "imf", "employeur",
    "structure", "societe"],
  unit: ["unit", "branch", "office", "department", "area", "unite", "agence", "bureau", "service", "antenne", "zone",
    "succursale"],
  position: ["position", "job", "job title", "function", "post", "poste", "fonction", "emploi"],
  staffNumber: ["staff number", "staff no", "staff id", "employee number", "employee no", "employee id", "matricule",
    "numero matricule", "numero d employe", "n matricule", "no matricule", "id"],
  joined: ["joined", "joined on", "join date", "date joined", "date of joining", "hire date", "hired", "hired on",
    "start date", "entree", "date d entree", "date d embauche", "embauche", "arrivee", "date d arrivee"],
  left: ["left", "left on", "date left", "leaving date", "date of leaving", "exit date", "last day", "end date",
    "sortie", "date de sortie", "depart", "date de depart", "dernier jour"],
  sex: ["sex", "gender", "sexe", "genre"],
  country: ["country", "pays"],
  locale: ["language", "locale", "lang", "langue"],
  timeZone: ["time zone", "timezone", "fuseau horaire", "fuseau"],
}; // prettier-ignore

const plain = (heading: string) =>
  fold(heading)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const COLUMN_OF = new Map(
  COLUMNS.flatMap((column) => [column, ...HEADINGS[column]].map((heading) => [plain(heading), column])),
);

export type Heading = { column: Column | null; text: string };

/**
 * What each heading means; a second column of the same meaning is left out. "Nom" beside "Prénom" is the family
 * name, alone it is the whole one.
 */
export function readHeadings(cells: readonly string[]): Heading[] {
  const seen = new Set<Column>();
  const headings = cells.map((text): Heading => {
    const column = COLUMN_OF.get(plain(text)) ?? null;
    if (column === null || seen.has(column)) return { column: null, text };
    seen.add(column);
    return { column, text };
  });
  if (seen.has("name") || seen.has("givenName")) return headings;
  return headings.map((heading) =>
    heading.column === "familyName" ? { ...heading, column: "name" } : heading,
  );
}

export const namesPeople = (headings: readonly Heading[]): boolean =>
  headings.some(({ column }) => column === "name" || column === "givenName" || column === "familyName");

export const knownColumns = (headings: readonly Heading[]): number =>
  headings.filter(({ column }) => column !== null).length;
