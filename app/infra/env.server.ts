import path from "node:path";
import * as z from "zod";

/* The one place that reads the environment; printed names, never values, when something is wrong. */

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((text) => text === "1");

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    /** demo shows the demo sign-ins and allows FIXED_TODAY */
    APP_MODE: z.enum(["live", "demo", "test"]).default("live"),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default("127.0.0.1"),
    PUBLIC_ORIGIN: z.url().optional(),
    /** Where it was open before, one behind the other: what was issued there is checked as ours. */
    FORMER_ORIGINS: z
      .string()
      .default("")
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(z.url({ protocol: /^https?$/ })).max(20)),
    DATA_DIR: z.string().default("./data"),
    DATABASE_URL: z
      .string()
      .regex(/^(file:|postgres(ql)?:\/\/)/)
      .optional(),
    /** A folder of private keys (PKCS #8, one Ed25519 and one P-256 at least) instead of those we make ourselves. */
    ISSUER_KEYS: z.string().optional(),
    /** A PKCS #12 or PEM file, key and certificates, to sign PDF files with instead of our own; and what opens it. */
    SEAL_FILE: z.string().optional(),
    SEAL_PASSPHRASE: z.string().default(""),
    /** A time-stamp service (RFC 3161) that says when a PDF file was signed. */
    TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** A PEM file with the certificates that vouch for such services, to believe what they say. */
    TSA_ROOTS: z.string().optional(),
    SMTP_URL: z.string().optional(),
    MAIL_FROM: z.string().default("Passbook <no-reply@localhost>"),
    /** Who holds people's data and answers for it; the privacy notice names them. */
    OWNER_NAME: z.string().optional(),
    OWNER_CONTACT: z.string().optional(),
    /** How many proxies to trust for the client's address. */
    TRUST_PROXY: z.coerce.number().int().min(0).max(5).optional(),
    ALLOW_HTTP: flag,
    /** Moves today(), never now(); refused outside demo and test. */
    FIXED_TODAY: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
    LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
    /** Seconds between two runs of the outbox. */
    OUTBOX_SECONDS: z.coerce.number().int().min(1).default(15),
  })
  .superRefine((env, context) => {
    if (env.FIXED_TODAY && env.APP_MODE === "live")
      context.addIssue({ code: "custom", path: ["FIXED_TODAY"], message: "only in demo and test" });
    const origin = env.PUBLIC_ORIGIN ? new URL(env.PUBLIC_ORIGIN) : null;
    const loopback = !origin || ["localhost", "127.0.0.1", "[::1]"].includes(origin.hostname);
    if (env.APP_MODE === "live" && origin?.protocol === "http:" && !loopback && !env.ALLOW_HTTP)
      context.addIssue({
        code: "custom",
        path: ["PUBLIC_ORIGIN"],
        message: "is http on a public address; use https, or set ALLOW_HTTP=1",
      });
  });

function readEnvironment() {
  const parsed = Environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not right:\n${complaints.join("\n")}`);
}

const raw = readEnvironment();
const dataDir = path.resolve(raw.DATA_DIR);

const publicOrigin = new URL(raw.PUBLIC_ORIGIN ?? `http://localhost:${raw.PORT}`);

export const env = {
  ...raw,
  // We speak no TLS ourselves: behind https there is a proxy, and without trusting it everybody is one network.
  TRUST_PROXY: raw.TRUST_PROXY ?? (publicOrigin.protocol === "https:" ? 1 : 0),
  DATA_DIR: dataDir,
  DATABASE_URL: raw.DATABASE_URL ?? `file:${path.join(dataDir, "passbook.db")}`,
  PUBLIC_ORIGIN: publicOrigin.origin,
  FORMER_ORIGINS: [...new Set(raw.FORMER_ORIGINS.map((address) => new URL(address).origin))].filter(
    (origin) => origin !== publicOrigin.origin,
  ),
};
