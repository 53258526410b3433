import { ButtonLink } from "../ui/Button";

export function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-4 text-center">
      <div>
        <h1 className="font-semibold text-title">There is no such page</h1>
        <p className="mt-1 mb-5 text-soft">The address may have been cut off when it was copied.</p>
        <ButtonLink look="primary" href="/overview">
          To the overview
        </ButtonLink>
      </div>
    </main>
  );
}
