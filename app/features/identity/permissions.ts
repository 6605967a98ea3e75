import type { Grant, Role, Scope, ScopeKind } from "#app/lib/actor.ts";

/**
 * Who may do what, and how far. One table, read by the guards, the navigation and the tests. A permission
 * holds in the scopes of the grants whose role is named beside it; everybody signed in holds "own".
 */
export const PERMISSIONS = {
  "use:own-account": ["learner"],
  "learn:own-courses": ["learner"],

  "see:work-list": [
    "trainer",
    "assessor",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "exam-custodian",
    "marker",
    "auditor",
    "platform-administrator",
  ],
  /** What is found is limited by the permission of each kind. */
  "search:records": [
    "trainer",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "see:people": [
    "trainer",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "manage:people": ["training-head", "cohort-administrator", "platform-administrator"],
  /** Who may be here twice, and making one of two. */
  "merge:people": ["cohort-administrator", "platform-administrator"],
  "issue:sign-in-codes": ["trainer", "training-head", "cohort-administrator", "platform-administrator"],
  "grant:roles": ["platform-administrator"],
  "see:organisations": ["training-head", "cohort-administrator", "auditor", "platform-administrator"],
  "manage:organisations": ["platform-administrator"],
  /** How many of an organisation's people may learn in a course. */
  "set:seats": ["cohort-administrator", "platform-administrator"],

  "preview:courses": [
    "trainer",
    "assessor",
    "training-head",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],

  "review:translations": ["cohort-administrator", "certification-officer", "platform-administrator"],

  "see:cohorts": [
    "trainer",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "manage:cohorts": ["cohort-administrator", "platform-administrator"],
  "manage:calls": ["cohort-administrator", "platform-administrator"],
  "manage:holidays": ["cohort-administrator", "platform-administrator"],
  "tell:people": ["trainer", "training-head", "cohort-administrator", "platform-administrator"],
  "see:applications": ["trainer", "cohort-administrator"],
  "score:applications": ["trainer", "cohort-administrator"],
  "select:applicants": ["cohort-administrator"],
  "enrol:people": ["training-head", "cohort-administrator", "platform-administrator"],
  "take:attendance": ["trainer", "cohort-administrator"],
  "keep:fees": ["cohort-administrator"],
  /** Diet and access in numbers; by name is see:travel. */
  "see:needs": ["trainer", "cohort-administrator"],
  "see:travel": ["cohort-administrator"],
  "read:passports": ["cohort-administrator", "platform-administrator"],
  "keep:cohort-tests": ["trainer", "cohort-administrator"],
  "verify:attendance": ["trainer", "cohort-administrator"],
  "see:training-reports": [
    "trainer",
    "training-head",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "see:reports": [
    "trainer",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "take:evidence": ["cohort-administrator", "certification-officer", "auditor", "platform-administrator"],
  "see:weakest-items": ["trainer", "training-head"],
  "submit:training-report": ["trainer"],
  "validate:training-report": ["cohort-administrator"],
  "mark:answers": ["trainer", "marker"],
  "permit:attempts": ["trainer", "cohort-administrator"],
  "review:action-plans": ["trainer"],

  "see:certificates": ["training-head", "cohort-administrator", "certification-officer", "auditor"],
  "issue:certificates": ["cohort-administrator", "certification-officer"],
  "hand-over:certificates": ["trainer", "cohort-administrator", "certification-officer"],
  "correct:certificates": ["certification-officer"],
  /** That it should never have been issued: said by an administrator, confirmed by one more. */
  "declare:issued-in-error": ["cohort-administrator"],
  /** To confirm what another has said first, or take it back; each other act asks besides for one of the two above. */
  "act:on-certificates": ["cohort-administrator", "certification-officer"],

  /** How the certificates of a programme look, and who signs them. */
  "keep:certificate-templates": ["certification-officer"],

  "see:certifications": ["training-head", "cohort-administrator", "certification-officer", "auditor"],
  "keep:certifications": ["certification-officer"],
  /** A master trainer proposes, an officer decides; one's own, and what there is to decide on. */
  "see:suspension-proposals": ["assessor", "certification-officer"],
  "propose:suspensions": ["assessor"],
  /** Of organisations; each act asks besides for one of the three below, or for what ends a certificate. */
  "see:licences": ["assessor", "training-head", "cohort-administrator", "certification-officer", "auditor"],
  "act:on-licences": ["assessor", "training-head", "cohort-administrator", "certification-officer"],
  "ask:licences": ["training-head"],
  "assess:licences": ["assessor", "certification-officer"],
  "keep:licences": ["certification-officer"],
  "see:schemes": ["assessor", "training-head", "cohort-administrator", "certification-officer", "auditor"],
  "keep:schemes": ["certification-officer"],
  /** Who is attested for what in an employer's branches. */
  "see:coverage": [
    "training-head",
    "area-manager",
    "certification-officer",
    "auditor",
    "platform-administrator",
  ],
  "keep:attestations": ["training-head", "certification-officer", "platform-administrator"],
  /** A cohort for one's own officers who are due; whoever runs it then is asked for by the other permissions. */
  "plan:refreshers": ["training-head", "platform-administrator"],
  /** Two roles: what concerns an officer is handled by somebody else. */
  "handle:complaints": ["certification-officer", "platform-administrator"],
  /** What concerns all of those: only then, and only of their programme. */
  "hear:complaints": ["auditor"],
  "act:on-complaints": ["certification-officer", "platform-administrator", "auditor"],

  "see:candidacies": [
    "assessor",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
    "auditor",
  ],
  /** Each act asks besides for the part it belongs to, of the five below. */
  "act:on-candidacies": [
    "assessor",
    "training-head",
    "area-manager",
    "cohort-administrator",
    "certification-officer",
  ],
  "nominate:candidates": ["training-head", "certification-officer"],
  "decide:candidacies": ["certification-officer"],
  "assess:candidates": ["assessor"],
  "enrol:candidates": ["cohort-administrator"],
  /** After having seen them; of an employer none of whose area managers is attested yet, a master trainer. */
  "attest:facilitators": ["area-manager", "assessor"],
  /** The training department, and for an employer that has none here the programme's officer. */
  "record:attestations": ["training-head", "certification-officer"],

  /** Nobody else reads a question of an exam, the platform's administrator neither. */
  "keep:exam-banks": ["exam-custodian"],
  "keep:exam-sittings": ["certification-officer"],
  /** Of the sittings they were named for. */
  "invigilate:exams": ["learner"],
  "mark:exams": ["assessor", "marker"],
  /** Answers from paper, by number. */
  "key:exams": ["cohort-administrator", "certification-officer", "exam-custodian"],

  "see:audit": ["auditor", "platform-administrator"],
  "answer:data-requests": ["platform-administrator"],
  "purge:records": ["platform-administrator"],
  "see:outbox": ["platform-administrator"],
  "see:jobs": ["platform-administrator"],
  "keep:issuer-keys": ["platform-administrator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

const OWN: Scope = { kind: "own", id: "" };

/** The scopes in which these grants carry the permission; empty means not allowed at all. */
export function reachOf(grants: readonly Grant[], permission: Permission): Scope[] {
  const roles: readonly Role[] = PERMISSIONS[permission];
  const granted = grants.filter(({ role }) => roles.includes(role)).map(({ scope }) => scope);
  return roles.includes("learner") ? [OWN, ...granted] : granted;
}

/** Scope kinds that make sense for a role; the role form offers these and the server accepts no others. */
export const SCOPES_OF_ROLE: Record<Role, readonly ScopeKind[]> = {
  learner: ["own"],
  trainer: ["cohort"],
  assessor: ["programme", "all"],
  "training-head": ["organisation"],
  "area-manager": ["units"],
  "cohort-administrator": ["programme", "organisation", "all"],
  "certification-officer": ["programme", "all"],
  "exam-custodian": ["programme", "all"],
  marker: ["cohort", "programme", "all"],
  auditor: ["programme", "organisation", "all"],
  "platform-administrator": ["all"],
};
