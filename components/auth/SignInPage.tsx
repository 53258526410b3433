import { AuthCard } from "./AuthCard";
import { SignInForm } from "./SignInForm";

const HOME = "/overview";

export function SignInPage({ next }: { next: string | undefined }) {
  return (
    <AuthCard title="Sign in" lead="See what was sent, what was answered, and send it again.">
      <SignInForm next={isOwnPath(next) ? next : HOME} />
      <p className="mt-5 text-faint text-xs">
        First time here? The terminal that started Hookswitch printed a set-up link with a one-time code. Open that link
        to make the first account.
      </p>
    </AuthCard>
  );
}

/** Nobody is sent to another site after signing in: `//host` and `/\host` are other sites, too. */
function isOwnPath(path: string | undefined): path is string {
  return path !== undefined && /^\/(?![/\\])/.test(path);
}
