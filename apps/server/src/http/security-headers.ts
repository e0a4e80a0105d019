// The headers that every answer of the UI port carries.

/**
 * Inline style is the one concession: Mermaid's SVG carries a style element. `formAction` says where forms may go: the
 * login page alone has one. `inlineScript` is the hash of the one script that may stand in a page itself.
 */
export function contentSecurityPolicy(formAction: "'none'" | "'self'", inlineScript?: string): string {
  return [
    "default-src 'none'",
    `script-src 'self'${inlineScript === undefined ? '' : ` '${inlineScript}'`}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy("'none'"),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
