/** The operator's logo, else our own: the open switch. */
export function BrandMark({ logoUrl }: { logoUrl: string | null }) {
  // biome-ignore lint/performance/noImgElement: a logo of the settings, often a data URL, has no sizes to choose from
  if (logoUrl) return <img src={logoUrl} alt="" className="h-5.5 max-w-28 object-contain" />;
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M1.5 17h4M18.5 17h4M8.7 15.7 16.5 7.5" />
      <circle cx="7" cy="17" r="1.8" fill="currentColor" />
      <circle cx="17" cy="17" r="1.8" />
    </svg>
  );
}
