import {
  CLIENT_FORMS,
  CLIENT_OPTIONS,
  isOfficers,
  isSpeakable,
  questionsOf,
  type ClientForms,
  type ClientQuestion,
} from "./client-forms.ts";
import {
  error,
  errorAt,
  lineOf,
  warning,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type Written,
} from "./course-source.ts";

/* Whether the two forms for clients measure the same thing, and can be read aloud in every language they exist in. */

/** As often as a key may stand in one place before guessing pays. */
const MOST_IN_ONE_PLACE = 3;
/** More is no longer one breath. */
const LONGEST_SAYING = 60;

export const clientFormProblems = ({ modules, written }: CourseSource): Problem[] =>
  Object.values(modules).flatMap((module) => [
    ...(module.forms ? questionProblems(module.forms, module) : []),
    ...wordProblems(module, written.value.source),
  ]);

type Forms = Written<ClientForms>;

function questionProblems(forms: Forms, { written }: ModuleSource): Problem[] {
  const { objectives } = written.value;
  const all = questionsOf(forms.value);
  const problems: Problem[] = [];
  for (const form of CLIENT_FORMS) {
    const other = forms.value[form === "a" ? "b" : "a"];
    forms.value[form].forEach((question, index) => {
      const say = (part: string, message: string) =>
        problems.push(errorAt(forms, [form, index, part], `${question.id}: ${message}`));
      if (all.find(({ id }) => id === question.id) !== question) say("id", "this id is there twice");
      if (!objectives.includes(question.objective))
        say("objective", `the module has no objective ${question.objective}`);
      else if (isOfficers(question.objective))
        say("objective", "clients are not asked how an officer delivers");
      const complaint = twinComplaint(question, other, form);
      if (complaint) say("twin", complaint);
    });
    problems.push(...keyComplaints(forms, form));
  }
  for (const objective of objectives)
    if (!isOfficers(objective) && !all.some((question) => question.objective === objective))
      problems.push(error(forms.file, 1, `no question asks clients for objective ${objective}`));
  return problems;
}

function twinComplaint(question: ClientQuestion, others: ClientQuestion[], form: "a" | "b"): string | null {
  const twin = others.find(({ id }) => id === question.twin);
  if (!twin) return `form ${form === "a" ? "b" : "a"} has no question ${question.twin}`;
  if (twin.twin !== question.id) return `${twin.id} has another twin, ${twin.twin}`;
  if (twin.objective !== question.objective)
    return `asks for ${question.objective}, its twin for ${twin.objective}`;
  return null;
}

function keyComplaints(forms: Forms, form: "a" | "b"): Problem[] {
  const keys = forms.value[form].map(({ key }) => key);
  return CLIENT_OPTIONS.flatMap((option) => {
    const count = keys.filter((key) => key === option).length;
    return count === 0 || count > MOST_IN_ONE_PLACE
      ? [
          warning(
            forms.file,
            lineOf(forms, form),
            `form ${form}: ${count} of ${keys.length} keys are ${option}; they are spread over a, b and c`,
          ),
        ]
      : [];
  });
}

/** A form is asked in one language from beginning to end, so its words are there whole or not at all. */
function wordProblems({ forms, texts }: ModuleSource, source: string): Problem[] {
  const ids = forms ? questionsOf(forms.value).map(({ id }) => id) : [];
  const problems: Problem[] = [];
  if (forms && !texts[source]?.forms)
    problems.push(error(forms.file, 1, `has no words in ${source}/forms.yaml`));
  for (const [language, { forms: words }] of Object.entries(texts)) {
    if (!words) continue;
    for (const id of ids)
      if (!words.value[id]) problems.push(error(words.file, 1, `leaves out question ${id}`));
    for (const [id, { say }] of Object.entries(words.value)) {
      if (!ids.includes(id)) problems.push(errorAt(words, [id], `${id}: forms.yaml has no such question`));
      if (!isSpeakable(say))
        problems.push(errorAt(words, [id, "say"], `${id}: is read aloud: numbers in words, and no signs`));
      const length = say.split(/\s+/).length;
      if (language === source && length > LONGEST_SAYING)
        problems.push(
          warning(
            words.file,
            lineOf(words, id, "say"),
            `${id}: ${length} words to say; one breath is ${LONGEST_SAYING}`,
          ),
        );
    }
  }
  return problems;
}
