/* The few words that the platform itself puts into a lesson, in the language of the lesson (docs/courseware.md).
 * They are printed into the text when a version is published, so they belong to the version as the text does. */

export const CALLOUTS = ["note", "gender", "protect", "rule", "say"] as const;
/** Of session plans only: what participants do, and what to draw out of it. */
export const TRAINER_CALLOUTS = ["activity", "debrief"] as const;
export type Callout = (typeof CALLOUTS | typeof TRAINER_CALLOUTS)[number];

export type LessonLabels = Record<Callout | "check" | "answer" | "resolution" | "table", string> & {
  /** Titles of quizzes that have no text of their own. */
  quiz: string;
  form: string;
  /** On a module as one file, read without a line. */
  pack: Record<
    "contents" | "objectives" | "minutes" | "spreadsheet" | "paper" | "online" | "unchecked",
    string
  >;
  /** The answer that stands under every question for clients. */
  dontKnow: string;
  /** On a form of such questions, which is printed and handed to whoever asks them. */
  clientForm: Record<"a" | "b" | "how" | "group" | "date" | "present" | "asker", string>;
  /** On the spreadsheet and the paper of a tool. */
  sheet: Record<"example" | "blank" | "shaded" | "money" | "yes" | "no" | "page", string>;
};

const LABELS: Record<string, LessonLabels> = {
  en: {
    note: "Remember",
    gender: "Who gains, who pays",
    protect: "Protecting the client",
    rule: "Rule of thumb",
    say: "Say it aloud",
    activity: "What participants do",
    debrief: "What to draw out",
    check: "Check yourself",
    answer: "Show the answer",
    resolution: "What an experienced facilitator would say",
    table: "Table",
    quiz: "Module test",
    form: "Written answer",
    pack: {
      contents: "In this module",
      objectives: "What you will be able to do",
      minutes: "{minutes} minutes",
      spreadsheet: "Spreadsheet",
      paper: "To print",
      online: "The test and your action plan are on Passbook: you need a line for these.",
      unchecked: "Machine translation that no person has checked yet. Where it matters, read the original.",
    },
    dontKnow: "I do not know",
    clientForm: {
      a: "Form A: before the talk",
      b: "Form B: after the talk",
      how: "Read each question aloud twice, with its three answers. People close their eyes and show one, two or three fingers, or a fist for “I do not know”. Tick one box per person, and go on without saying what is right.",
      group: "Group or village",
      date: "Date",
      present: "People present",
      asker: "Asked by",
    },
    sheet: {
      example: "Filled example",
      blank: "Blank",
      shaded: "Shaded: worked out from the rest.",
      money: "Amounts in {unit}",
      yes: "Yes",
      no: "No",
      page: "{page} of {pages}",
    },
  },
  fr: {
    note: "À retenir",
    gender: "Qui y gagne, qui paie",
    protect: "Protéger le client",
    rule: "Règle simple",
    say: "À dire à voix haute",
    activity: "Ce que font les participants",
    debrief: "Ce qu’il faut faire ressortir",
    check: "À vous de vérifier",
    answer: "Voir la réponse",
    resolution: "Ce que dirait une personne qui anime depuis longtemps",
    table: "Tableau",
    quiz: "Test du module",
    form: "Réponse écrite",
    pack: {
      contents: "Dans ce module",
      objectives: "Ce que vous saurez faire",
      minutes: "{minutes} minutes",
      spreadsheet: "Feuille de calcul",
      paper: "À imprimer",
      online: "Le test et votre plan d’action sont sur Passbook : il faut une connexion.",
      unchecked:
        "Traduction automatique qu’aucune personne n’a encore relue. Quand c’est important, lisez l’original.",
    },
    dontKnow: "Je ne sais pas",
    clientForm: {
      a: "Questionnaire A : avant la causerie",
      b: "Questionnaire B : après la causerie",
      how: "Lisez chaque question deux fois à voix haute, avec ses trois réponses. Chacun ferme les yeux et montre un, deux ou trois doigts, ou le poing fermé pour « Je ne sais pas ». Cochez une case par personne, et continuez sans dire ce qui est juste.",
      group: "Groupe ou village",
      date: "Date",
      present: "Personnes présentes",
      asker: "Questions posées par",
    },
    sheet: {
      example: "Exemple rempli",
      blank: "Vierge",
      shaded: "En couleur : se calcule à partir du reste.",
      money: "Montants en {unit}",
      yes: "Oui",
      no: "Non",
      page: "{page} sur {pages}",
    },
  },
  es: {
    note: "Para recordar",
    gender: "Quién gana, quién paga",
    protect: "Proteger al cliente",
    rule: "Regla práctica",
    say: "Dígalo en voz alta",
    activity: "Qué hacen los participantes",
    debrief: "Qué hay que sacar en claro",
    check: "Compruébelo usted mismo",
    answer: "Ver la respuesta",
    resolution: "Lo que diría alguien con experiencia en facilitar",
    table: "Cuadro",
    quiz: "Prueba del módulo",
    form: "Respuesta escrita",
    pack: {
      contents: "En este módulo",
      objectives: "Lo que usted podrá hacer",
      minutes: "{minutes} minutos",
      spreadsheet: "Hoja de cálculo",
      paper: "Para imprimir",
      online: "La prueba y su plan de acción están en Passbook: para ellos hace falta conexión.",
      unchecked:
        "Traducción automática que ninguna persona ha revisado todavía. Cuando importe, lea el original.",
    },
    dontKnow: "No lo sé",
    clientForm: {
      a: "Formulario A: antes de la charla",
      b: "Formulario B: después de la charla",
      how: "Lea cada pregunta en voz alta dos veces, con sus tres respuestas. Cada persona cierra los ojos y muestra uno, dos o tres dedos, o el puño cerrado para «No lo sé». Marque una casilla por persona y siga sin decir cuál es la correcta.",
      group: "Grupo o comunidad",
      date: "Fecha",
      present: "Personas presentes",
      asker: "Preguntas hechas por",
    },
    sheet: {
      example: "Ejemplo rellenado",
      blank: "En blanco",
      shaded: "Sombreado: se calcula con lo demás.",
      money: "Importes en {unit}",
      yes: "Sí",
      no: "No",
      page: "{page} de {pages}",
    },
  },
  km: {
    note: "ចងចាំ",
    gender: "អ្នកណាបានចំណេញ អ្នកណាត្រូវបង់",
    protect: "ការការពារអតិថិជន",
    rule: "ក្បួនងាយៗ",
    say: "និយាយឱ្យឮៗ",
    activity: "អ្វីដែលសិក្ខាកាមធ្វើ",
    debrief: "អ្វីដែលត្រូវទាញយកមកពិភាក្សា",
    check: "ពិនិត្យខ្លួនឯង",
    answer: "មើលចម្លើយ",
    resolution: "អ្វីដែលអ្នកសម្របសម្រួលមានបទពិសោធន៍នឹងនិយាយ",
    table: "តារាង",
    quiz: "តេស្តម៉ូឌុល",
    form: "ចម្លើយសរសេរ",
    pack: {
      contents: "ក្នុងម៉ូឌុលនេះ",
      objectives: "អ្វីដែលអ្នកនឹងអាចធ្វើបាន",
      minutes: "{minutes} នាទី",
      spreadsheet: "សន្លឹកគណនា",
      paper: "សម្រាប់បោះពុម្ព",
      online: "តេស្ត និងផែនការសកម្មភាពរបស់អ្នកស្ថិតនៅលើ Passbook៖ ត្រូវការអ៊ីនធឺណិត។",
      unchecked: "ការបកប្រែដោយម៉ាស៊ីន ដែលមិនទាន់មានអ្នកពិនិត្យ។ នៅកន្លែងសំខាន់ សូមអានអត្ថបទដើម។",
    },
    dontKnow: "ខ្ញុំមិនដឹង",
    clientForm: {
      a: "ទម្រង់ ក៖ មុនការពិភាក្សា",
      b: "ទម្រង់ ខ៖ ក្រោយការពិភាក្សា",
      how: "អានសំណួរនីមួយៗឱ្យឮៗពីរដង ជាមួយចម្លើយទាំងបី។ អ្នកចូលរួមបិទភ្នែក ហើយបង្ហាញម្រាមដៃមួយ ពីរ ឬបី ឬក្ដាប់ដៃសម្រាប់ “ខ្ញុំមិនដឹង”។ គូសប្រអប់មួយសម្រាប់មនុស្សម្នាក់ រួចបន្តទៅទៀត ដោយមិនប្រាប់ថាចម្លើយណាត្រូវ។",
      group: "ក្រុម ឬភូមិ",
      date: "កាលបរិច្ឆេទ",
      present: "ចំនួនអ្នកចូលរួម",
      asker: "អ្នកសួរ",
    },
    sheet: {
      example: "ឧទាហរណ៍បំពេញរួច",
      blank: "ទម្រង់ទទេ",
      shaded: "ប្រអប់មានពណ៌៖ គណនាចេញពីប្រអប់ផ្សេង។",
      money: "ទឹកប្រាក់គិតជា{unit}",
      yes: "បាទ/ចាស",
      no: "ទេ",
      page: "{page} នៃ {pages}",
    },
  },
};

/** The languages a course may be written in. */
export const LESSON_LANGUAGES = Object.keys(LABELS);

/** The words of a language; English for one we have no words in (content:check refuses it first). */
export const labelsIn = (language: string): LessonLabels => LABELS[language] ?? LABELS["en"]!;
