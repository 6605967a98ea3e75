import { isOfTrainer, type AnyFacts } from "./trainer-facts.ts";

/**
 * The form on LinkedIn with what the certificate says already in it, by its documented parameters. Whoever opens the link
 * chooses to tell LinkedIn; nothing is told before.
 */
export function linkedInAddress(facts: AnyFacts, name: string): string {
  const [year, month] = yearAndMonth(facts.issuedOn);
  const [untilYear, untilMonth] = isOfTrainer(facts) ? yearAndMonth(facts.validUntil) : [];
  const fields = {
    startTask: "CERTIFICATION_NAME",
    name,
    organizationName: facts.issuer,
    issueYear: year,
    issueMonth: month,
    expirationYear: untilYear,
    expirationMonth: untilMonth,
    certUrl: facts.verifyUrl,
    certId: facts.number,
  };
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return `https://www.linkedin.com/profile/add?${new URLSearchParams(given).toString()}`;
}

/** "2026-03-01" → ["2026", "3"] */
const yearAndMonth = (day: string): [string, string] => [day.slice(0, 4), String(Number(day.slice(5, 7)))];
