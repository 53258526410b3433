import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { afterCommit } from "@/lib/queries/transaction";
import { getSettings } from "./settings";

const TIMEOUT_MS = 10_000;

type Letter = "invitation" | "password-reset";

/**
 * Sends a letter with a link behind the open transaction; false when no mail is set up. The request does not wait for
 * the mail server, and a letter that cannot be sent is a warning in the log: the link can be copied all the same.
 */
export async function mailAfterCommit(letter: Letter, to: string, url: string): Promise<boolean> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (SMTP_URL === undefined || SMTP_FROM === undefined) return false;
  await afterCommit(async () => {
    send({ letter, to, url, smtpUrl: SMTP_URL, from: SMTP_FROM }).catch((err: unknown) => {
      logger.warn({ err, letter }, "a letter was not sent");
    });
  });
  return true;
}

interface Envelope {
  letter: Letter;
  to: string;
  url: string;
  smtpUrl: string;
  from: string;
}

async function send({ letter, to, url, smtpUrl, from }: Envelope): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const { name } = await getSettings();
  const transport = createTransport(smtpUrl, {});
  const late = setTimeout(() => transport.close(), TIMEOUT_MS);
  try {
    await transport.sendMail({ from, to, ...textOf(letter, name, url) });
  } finally {
    clearTimeout(late);
    transport.close();
  }
}

function textOf(letter: Letter, name: string, url: string): { subject: string; text: string } {
  switch (letter) {
    case "invitation":
      return {
        subject: `You are invited to ${name}`,
        text: `You are invited to ${name}. Open this link to accept; it works once, for seven days:\n\n${url}\n\nIf you did not expect it, ignore this letter.\n`,
      };
    case "password-reset":
      return {
        subject: `A new password for ${name}`,
        text: `Somebody, probably you, asked for a new password for ${name}. Open this link to choose it; it works once:\n\n${url}\n\nIf it was not you, ignore this letter: nothing has changed.\n`,
      };
    default:
      return letter satisfies never;
  }
}
