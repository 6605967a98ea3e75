import { foldHeading } from "#app/lib/fold.ts";

/* The columns of a list of people, by whatever heading an office gives them in a language of the interface. */

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

/** As foldHeading has them. */
const HEADINGS: Record<Column, string[]> = {
  name: ["name", "full name", "complete name", "nom complet", "nom et prenom", "nom et prenoms", "noms et prenoms",
    "nom prenom", "prenom nom", "prenom et nom", "prenoms et nom", "participant", "learner", "apprenant", "nombre",
    "nombre completo", "nombre y apellido", "nombre y apellidos", "nombres y apellidos", "apellidos y nombres",
    "participante", "ឈ្មោះ", "ឈ្មោះពេញ", "គោត្តនាម និងនាម", "នាមត្រកូល និងនាមខ្លួន"],
  givenName: ["first name", "firstname", "given name", "given names", "forename", "prenom", "prenoms", "prenom s",
    "nombres", "nombre de pila", "primer nombre", "នាមខ្លួន", "នាម"],
  familyName: ["last name", "lastname", "surname", "family name", "nom", "nom de famille", "noms", "apellido",
    "apellidos", "primer apellido", "នាមត្រកូល", "គោត្តនាម"],
  email: ["e mail", "email", "mail", "e mail address", "email address", "courriel", "adresse e mail", "adresse email",
    "adresse mail", "adresse electronique", "mel", "correo", "correo electronico", "direccion de correo",
    "direccion de correo electronico", "អ៊ីមែល", "អាសយដ្ឋានអ៊ីមែល"],
  username: ["username", "user name", "user", "login", "nom d utilisateur", "identifiant", "utilisateur", "usuario",
    "nombre de usuario", "ឈ្មោះអ្នកប្រើ"],
  phone: ["phone", "phone number", "telephone", "telephone number", "mobile", "mobile number", "mobile phone", "tel",
    "cell", "whatsapp", "numero de telephone", "portable", "gsm", "telefono", "numero de telefono", "celular",
    "movil", "ទូរស័ព្ទ", "លេខទូរស័ព្ទ"],
  printedName: ["printed name", "name as printed", "name on certificate", "certificate name", "nom imprime",
    "nom a imprimer", "nom sur le certificat", "nom du certificat", "nombre impreso", "nombre en el certificado",
    "nombre para el certificado", "ឈ្មោះបោះពុម្ព", "ឈ្មោះលើវិញ្ញាបនបត្រ"],
  printedNameLocal: ["local name", "printed name local", "name in local script", "name in own script", "khmer name",
    "arabic name", "nom local", "nom en ecriture locale", "nom dans votre ecriture", "nombre local",
    "nombre en escritura local", "ឈ្មោះជាអក្សរក្នុងស្រុក", "ឈ្មោះខ្មែរ", "ឈ្មោះជាអក្សរខ្មែរ"],
  organisation: ["organisation", "organization", "institution", "company", "employer", "mfi", "imf", "employeur",
    "structure", "societe", "organizacion", "institucion", "empresa", "empleador", "អង្គភាព", "គ្រឹះស្ថាន",
    "ស្ថាប័ន"],
  unit: ["unit", "branch", "office", "department", "area", "unite", "agence", "bureau", "service", "antenne", "zone",
    "succursale", "unidad", "agencia", "sucursal", "oficina", "departamento", "សាខា", "ការិយាល័យ", "ផ្នែក"],
  position: ["position", "job", "job title", "function", "post", "poste", "fonction", "emploi", "cargo", "puesto",
    "funcion", "មុខតំណែង", "តួនាទី", "មុខងារ"],
  staffNumber: ["staff number", "staff no", "staff id", "employee number", "employee no", "employee id", "matricule",
    "numero matricule", "numero d employe", "n matricule", "no matricule", "id", "numero de empleado",
    "n o de empleado", "no de empleado", "numero de personal", "codigo de empleado", "legajo", "លេខបុគ្គលិក",
    "អត្តលេខ"],
  joined: ["joined", "joined on", "join date", "date joined", "date of joining", "hire date", "hired", "hired on",
    "start date", "entree", "date d entree", "date d embauche", "embauche", "arrivee", "date d arrivee", "ingreso",
    "fecha de ingreso", "fecha de entrada", "fecha de contratacion", "ចូលធ្វើការ", "ថ្ងៃចូលធ្វើការ", "ថ្ងៃចូល"],
  left: ["left", "left on", "date left", "leaving date", "date of leaving", "exit date", "last day", "end date",
    "sortie", "date de sortie", "depart", "date de depart", "dernier jour", "salida", "fecha de salida", "egreso",
    "fecha de egreso", "baja", "fecha de baja", "ultimo dia", "ឈប់ធ្វើការ", "ថ្ងៃឈប់ធ្វើការ", "ថ្ងៃឈប់"],
  sex: ["sex", "gender", "sexe", "genre", "sexo", "genero", "ភេទ"],
  country: ["country", "pays", "pais", "ប្រទេស"],
  locale: ["language", "locale", "lang", "langue", "idioma", "lengua", "ភាសា"],
  timeZone: ["time zone", "timezone", "fuseau horaire", "fuseau", "zona horaria", "huso horario", "ល្វែងម៉ោង"],
}; // prettier-ignore

const COLUMN_OF = new Map(
  COLUMNS.flatMap((column) => [column, ...HEADINGS[column]].map((heading) => [foldHeading(heading), column])),
);

export type Heading = { column: Column | null; text: string };

/**
 * What each heading means; a second column of the same meaning is left out. "Nom" beside "Prénom" is the family
 * name, alone it is the whole one; "Nombre" beside "Apellido" is the given one.
 */
export function readHeadings(cells: readonly string[]): Heading[] {
  const seen = new Set<Column>();
  const headings = cells.map((text): Heading => {
    const column = COLUMN_OF.get(foldHeading(text)) ?? null;
    if (column === null || seen.has(column)) return { column: null, text };
    seen.add(column);
    return { column, text };
  });
  const renamed = (heading: Heading, from: Column, to: Column): Heading =>
    heading.column === from ? { ...heading, column: to } : heading;
  if (seen.has("name") && seen.has("familyName") && !seen.has("givenName"))
    return headings.map((heading) =>
      foldHeading(heading.text) === "nombre" ? renamed(heading, "name", "givenName") : heading,
    );
  if (seen.has("name") || seen.has("givenName")) return headings;
  return headings.map((heading) => renamed(heading, "familyName", "name"));
}

export const namesPeople = (headings: readonly Heading[]): boolean =>
  headings.some(({ column }) => column === "name" || column === "givenName" || column === "familyName");

const SPANISH = new Set(["nombre", "nombres", "nombre completo", "apellido", "apellidos", "sexo", "genero"]);

export const inSpanish = (headings: readonly Heading[]): boolean =>
  headings.some(({ text }) => SPANISH.has(foldHeading(text)));

export const knownColumns = (headings: readonly Heading[]): number =>
  headings.filter(({ column }) => column !== null).length;
