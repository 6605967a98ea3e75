/* How much a request may bring: a form a megabyte; where files come in, what they may weigh and the form around them. */

const FORM = 1024 * 1024;

/** Where photos, handouts, evidence and papers that show a name come in: ten megabytes a file, two of them at once. */
const FILES = 21 * 1024 * 1024;
const TAKES_FILES = [
  "/me/name",
  "/cohorts/:cohortId/attendance/:halfDayId/pages",
  "/cohorts/:cohortId/calendar/:halfDayId/files",
  "/candidacies/new",
  "/candidacies/:candidacyId",
  "/candidates/:candidacyId",
  "/certifications/import",
  "/certifications/:certificationId",
  "/me/certifications/:certificationId/renewal",
  "/certifications/:certificationId/renewal",
  "/script-pages/:pagesId",
  "/licences/:organisationId/:licenceSchemeId",
];

const patternOf = (path: string) => path.replace(/:\w+/g, "[^/]+");
const takesFiles = new RegExp(`^(${TAKES_FILES.map(patternOf).join("|")})(\\.data)?$`);

/** A certificate somebody wants to have checked: five megabytes, and what a form puts around them. */
const CHECKED = 5 * 1024 * 1024 + 4096;
const checksFile = /^\/v\/file(\.data)?$/;

/** In bytes, of a request to this path. */
export function longestBody(path: string): number {
  if (takesFiles.test(path)) return FILES;
  return checksFile.test(path) ? CHECKED : FORM;
}
