// The mark: three spans of a waterfall and one thread, over, under, over. Whole pixels at 16.

export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path fill="var(--sl-t1)" d="M0 1h5v3H0zM9 1h3v3H9zM2 6h12v3H2zM3 11h2v3H3zM9 11h7v3H9z" />
      <path fill="var(--sl-accent)" d="M6 0h2v5H6zM6 10h2v6H6z" />
    </svg>
  );
}
