import { CERTIFICATE_STATUSES } from "#app/features/certification/certificate-status.ts";
import { PUBLIC_STATUSES, SOON_DAYS } from "#app/features/trainers/certifications/public-standing.ts";
import { MOST_CODES } from "./code-list.ts";
import { LISTS } from "#app/features/credentials/credential.ts";

/* What machines may ask, as OpenAPI 3.1. */

const json = (description: string, schema: object, type = "application/json") => ({
  description,
  content: { [type]: { schema } },
});
const parameter = (name: string, schema: object) => ({ name, in: "path", required: true, schema });
const error = (word: string, more: object = {}) => ({
  type: "object",
  required: ["error"],
  properties: { error: { const: word }, ...more },
});

const UNKNOWN = json("There is none; the same answer for whatever was asked.", error("unknown"));
const DAY = { type: "string", format: "date" };
const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, "null"] });

const STATUS = {
  enum: [...new Set([...CERTIFICATE_STATUSES, ...PUBLIC_STATUSES])].sort(),
  description: `“revoked”: it held until that day; “in-error”: it should not have been issued and never held; “expires-soon”: it holds, for ${SOON_DAYS} days at most.`,
};
const VALID = { type: "boolean", description: "Whether the holder may act on it today." };

const PRESENT = {
  type: ["object", "null"],
  required: ["number", "status", "valid", "since"],
  properties: { number: { type: "string" }, status: STATUS, valid: VALID, since: DAY },
  description:
    "Where a newer edition or a later period stands in its place: its number, what that one is worth today, and the day that rests on.",
};
const KIND = {
  type: "string",
  description: "Of a course, a trainer’s certificate or attestation, or “licence”: that of an organisation.",
};

const ANSWER = {
  type: "object",
  required: ["number", "kind", "issuedOn", "status", "valid", "since", "present", "credential", "token"],
  properties: {
    number: { type: "string", description: "As printed." },
    kind: KIND,
    issuedOn: DAY,
    status: STATUS,
    valid: VALID,
    since: { ...orNull(DAY), description: "The day the status rests on." },
    present: PRESENT,
    credential: {
      ...orNull({ type: "object" }),
      description: "Open Badges 3.0 with an eddsa-rdfc-2022 proof; null when the holder’s name was erased.",
    },
    token: { ...orNull({ type: "string" }), description: "The same as a VC-JWT, ES256." },
  },
};

const RESULT = {
  type: "object",
  required: ["code", "status", "valid"],
  properties: {
    code: { type: "string", description: "As it was asked." },
    status: { enum: [...STATUS.enum, "unknown"] },
    valid: VALID,
    since: { ...DAY, description: "The day the status rests on." },
    number: { type: "string", description: "As printed." },
    kind: KIND,
    issuedOn: DAY,
    present: PRESENT,
  },
};

const ACHIEVEMENT = {
  type: "object",
  required: ["@context", "id", "type", "achievementType", "name", "description", "criteria", "alignment"],
  properties: {
    id: { type: "string", format: "uri", description: "As credentials name it." },
    criteria: {
      type: "object",
      required: ["id", "narrative"],
      properties: { id: { type: "string", format: "uri" }, narrative: { type: "string" } },
    },
    resultDescription: {
      type: "array",
      items: { type: "object", required: ["id", "name", "resultType", "requiredValue"] },
      description: "What is measured on the way to it, and the least of it.",
    },
    related: { type: "array", items: { type: "object" }, description: "Its other versions." },
  },
};

export const apiDescription = (origin: string) => ({
  openapi: "3.1.0",
  info: {
    title: "Passbook credentials",
    version: "1.0.0",
    description: "Check certificates by machine. Nobody needs an account.",
  },
  servers: [{ url: origin }],
  paths: {
    "/api/credentials": {
      post: {
        summary: "What many certificates are worth now, by their codes; without names",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["codes"],
                properties: {
                  codes: { type: "array", items: { type: "string" }, minItems: 1, maxItems: MOST_CODES },
                },
              },
            },
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["list"],
                properties: { list: { type: "string", description: "One code a line." } },
              },
            },
          },
        },
        responses: {
          200: {
            description: "In the order asked; to a form, a table in the language of whoever asks.",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["results"],
                  properties: { results: { type: "array", items: RESULT } },
                },
              },
              "text/csv": { schema: { type: "string" } },
            },
          },
          400: json("Not a list of codes.", error("no-list")),
          413: json("Too many codes.", error("too-long", { most: { const: MOST_CODES } })),
          429: json("Too many lists at once.", error("too-many", { seconds: { type: "integer" } })),
        },
      },
    },
    "/api/credentials/{code}": {
      get: {
        summary: "What a certificate is worth now, and the credential of it, by the code on it",
        parameters: [
          parameter("code", { type: "string", description: "26 characters, as under the QR mark" }),
        ],
        responses: {
          200: {
            description:
              "A certificate of ours; asked for as application/vc or application/vc+jwt, the credential alone, where there is one.",
            content: {
              "application/json": { schema: ANSWER },
              "application/vc": { schema: { type: "object" } },
              "application/vc+jwt": { schema: { type: "string" } },
            },
          },
          404: UNKNOWN,
          429: json("Too many at once.", error("too-many", { seconds: { type: "integer" } })),
        },
      },
    },
    "/achievements/{in}/{id}/{version}/{paper}": {
      get: {
        summary:
          "What the achievement of a credential asks (Open Badges 3.0), in the language asked for; a browser is led to its page",
        parameters: [
          parameter("in", { enum: ["schemes", "courses"] }),
          parameter("id", { type: "string" }),
          parameter("version", { type: "string" }),
          parameter("paper", { type: "string", description: "Its kind; “.json” behind it: no page, ever." }),
        ],
        responses: {
          200: json("The achievement.", ACHIEVEMENT, "application/ld+json"),
          303: { description: "To the page that says what it asks, where HTML was asked for." },
          404: UNKNOWN,
        },
      },
    },
    "/status/{list}/{purpose}": {
      get: {
        summary:
          "A signed Bitstring Status List; “message” says why what is revoked is, “period” whether a printed end is the end, “standing” how it ended or rests where it was not taken away",
        parameters: [
          parameter("list", { type: "integer", minimum: 1 }),
          parameter("purpose", { enum: [...LISTS] }),
        ],
        responses: { 200: json("The list.", { type: "object" }, "application/vc"), 404: UNKNOWN },
      },
    },
    "/status/snapshot": {
      get: {
        summary: "Keys and all lists of states in one file, to check without a network",
        responses: {
          200: json("The snapshot.", {
            type: "object",
            required: ["didDocument", "statusLists", "certificates"],
            properties: {
              didDocument: { type: "object" },
              formerOrigins: {
                type: "array",
                items: { type: "string" },
                description: "Where we were open before, with the same keys.",
              },
              statusLists: { type: "array", items: { type: "object" } },
              certificates: {
                type: "array",
                items: { type: "string" },
                description: "What vouches for signed PDF files, each in PEM.",
              },
            },
          }),
        },
      },
    },
    "/.well-known/did.json": {
      get: {
        summary: "The issuer and every key it ever signed with (did:web)",
        responses: { 200: json("The document.", { type: "object" }, "application/did+json") },
      },
    },
    "/keys/certificates.pem": {
      get: {
        summary: "What vouches for our signed PDF files, the newest first",
        responses: {
          200: json("X.509 certificates.", { type: "string" }, "application/pem-certificate-chain"),
        },
      },
    },
    "/keys/{thumbprint}": {
      get: {
        summary: "One key",
        parameters: [parameter("thumbprint", { type: "string" })],
        responses: { 200: json("A JSON Web Key.", { type: "object" }, "application/jwk+json"), 404: UNKNOWN },
      },
    },
  },
});
