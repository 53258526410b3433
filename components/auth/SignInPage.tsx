import Link from "next/link";
import { refusalOf } from "@/lib/client/sign-in";
import type { PublicSettings } from "@/lib/contracts/settings";
import { Notice } from "../ui/Notice";
import { AuthCard } from "./AuthCard";
import { ProviderButtons } from "./ProviderButtons";
import { SignInForm } from "./SignInForm";

const HOME = "/overview";

interface SignInPageProps {
  next: string | undefined;
  /** Of a sign-in elsewhere that came back without success. */
  error: string | undefined;
  settings: PublicSettings;
  /** Once the first account is there, nobody has to be told how it is made. */
  isSetUp: boolean;
}

export function SignInPage({ next, error, settings, isSetUp }: SignInPageProps) {
  const target = isOwnPath(next) ? next : HOME;
  return (
    <AuthCard title="Sign in" lead="See what was sent, what was answered, and send it again.">
      {error === undefined ? null : <Notice tone="dead">{refusalOf(error)}</Notice>}
      <SignInForm next={target} />
      <ProviderButtons providers={settings.providers} next={target} />
      <p className="mt-4 text-sm">
        <Link href="/forgot-password">Forgot your password?</Link>
      </p>
      {isSetUp ? null : (
        <p className="mt-4 text-faint text-xs">
          First time here? The terminal that started Hookswitch printed a set-up link with a one-time code. Open that
          link to make the first account.
        </p>
      )}
    </AuthCard>
  );
}

/** Nobody is sent to another site after signing in: `//host` and `/\host` are other sites, too. */
function isOwnPath(path: string | undefined): path is string {
  return path !== undefined && /^\/(?![/\\])/.test(path);
}
