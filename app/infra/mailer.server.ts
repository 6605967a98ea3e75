import { env } from "./env.server.ts";

export type Mail = { id: string; to: string; subject: string; text: string; locale: string };
export type Mailer = { send: (mail: Mail) => Promise<void> };

const PATIENCE_MS = 20_000;

/** A mail server by its address, smtp://user:password@host:port; loaded when first needed. */
export function makeMailer(url: string, from = env.MAIL_FROM): Mailer {
  const host = new URL(env.PUBLIC_ORIGIN).hostname;
  const transport = import("nodemailer").then(({ createTransport }) =>
    createTransport({
      url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  return {
    async send({ id, to, subject, text, locale }) {
      await (
        await transport
      ).sendMail({
        from,
        to: { name: "", address: to },
        subject,
        text,
        messageId: `<${id}@${host}>`,
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale },
      });
    },
  };
}

let kept: Mailer | null = null;

export const configuredMailer = (): Mailer | null => {
  if (!env.SMTP_URL) return null;
  return (kept ??= makeMailer(env.SMTP_URL));
};
