// With --token: who may ask for anything at the UI's port. Programs send the token with each request, browsers get a cookie
// for it at the login page.
import { createHmac } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sameSecret } from '../../net/same-secret.ts';
import { isApiPath } from '../api-path.ts';
import { addressOf } from '../client-address.ts';
import { errorResponse } from '../errors.ts';
import { contentSecurityPolicy } from '../security-headers.ts';
import { type Attempt, createAttempts } from './attempts.ts';
import { localPath } from './local-path.ts';
import { loginPage } from './login-page.ts';
import { loginWords } from './login-words.ts';

export interface Auth {
  /** Refuses whoever shows neither token nor cookie. */
  readonly guard: MiddlewareHandler;
  /** /login and /logout. */
  readonly routes: Hono;
}

export interface AuthDependencies {
  readonly token: string;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

const OPEN: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/login']);
const SESSION_DAYS = 30;
const FORM_BYTES = 8192;
const BEARER = /^Bearer +(\S+) *$/i;
const FRESH = { 'Cache-Control': 'no-store' };
const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="Spanloom"' };

export function createAuth({ token, clock }: AuthDependencies): Auth {
  // Derived, so that it tells nothing of the token, outlives a restart, and ends with the token.
  const session = createHmac('sha256', token).update('spanloom session 1').digest('base64url');
  const attempt = createAttempts((guess) => sameSecret(guess, token), clock);
  const hasSession = (c: Context): boolean => sameSecret(getCookie(c, cookieName(c)) ?? '', session);

  const guard: MiddlewareHandler = async (c, next) => {
    if (OPEN.has(c.req.path) || hasSession(c)) return next();
    const header = c.req.header('authorization');
    if (header === undefined && isNavigation(c)) return c.redirect(`/login?next=${encodeURIComponent(here(c))}`, 303);
    const given = BEARER.exec(header ?? '')?.[1];
    if (given === undefined) return unauthorized('This server asks for its token: log in, or send it as bearer token.');
    const outcome = attempt(addressOf(c), given);
    switch (outcome.kind) {
      case 'right':
        return next();
      case 'wrong':
        return unauthorized('The bearer token is not the one of this server.');
      case 'wait':
        return tooManyAttempts(outcome.seconds);
    }
  };

  return { guard, routes: loginRoutes({ session, attempt, hasSession }) };
}

interface LoginDependencies {
  readonly session: string;
  readonly attempt: Attempt;
  readonly hasSession: (c: Context) => boolean;
}

function loginRoutes({ session, attempt, hasSession }: LoginDependencies): Hono {
  const routes = new Hono();

  routes.get('/login', (c) => {
    const next = localPath(c.req.query('next'));
    if (hasSession(c)) return c.redirect(next, 303);
    // A link on another site brings no SameSite=Strict cookie, although there may be one. Asking again from our own page
    // does.
    const site = c.req.header('sec-fetch-site');
    const askAgain = site === 'cross-site' || site === 'same-site';
    return page(c, { next, problem: undefined, askAgain }, 200);
  });

  routes.post('/login', bodyLimit({ maxSize: FORM_BYTES, onError: () => badForm() }), async (c) => {
    if (c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') !== true) return badForm();
    const form = new URLSearchParams(await c.req.text());
    const next = localPath(form.get('next') ?? undefined);
    const outcome = attempt(addressOf(c), (form.get('token') ?? '').trim());
    const words = loginWords(c.req.header('accept-language'));
    switch (outcome.kind) {
      case 'right':
        setCookie(c, cookieName(c), session, {
          httpOnly: true,
          sameSite: 'Strict',
          path: '/',
          secure: cameByHttps(c),
          maxAge: SESSION_DAYS * 24 * 60 * 60,
        });
        return c.redirect(next, 303);
      case 'wrong':
        return page(c, { next, problem: words.wrong, askAgain: false }, 401, CHALLENGE);
      case 'wait': {
        const retry = { 'Retry-After': String(outcome.seconds) };
        return page(c, { next, problem: words.wait(outcome.seconds), askAgain: false }, 429, retry);
      }
    }
  });

  routes.post('/logout', (c) => {
    deleteCookie(c, cookieName(c), { path: '/', secure: cameByHttps(c) });
    return c.redirect('/login', 303);
  });
  return routes;
}

function page(
  c: Context,
  view: { readonly next: string; readonly problem: string | undefined; readonly askAgain: boolean },
  status: 200 | 401 | 429,
  headers: Record<string, string> = {},
): Response | Promise<Response> {
  const words = loginWords(c.req.header('accept-language'));
  return c.html(loginPage({ ...view, words }), status, {
    ...FRESH,
    ...headers,
    Vary: 'Accept-Language',
    'Content-Security-Policy': contentSecurityPolicy("'self'"),
    // With `no-referrer` a browser would say `Origin: null` of this form.
    'Referrer-Policy': 'same-origin',
  });
}

/** Cookies do not know ports: each server of this machine has its own name. */
function cookieName(c: Context): string {
  return `spanloom_session_${new URL(c.req.url).port || 'default'}`;
}

/** The proxy says so, or the browser by the origin of the form. A client that lies hurts its own cookie only. */
function cameByHttps(c: Context): boolean {
  return c.req.header('x-forwarded-proto') === 'https' || c.req.header('origin')?.startsWith('https:') === true;
}

/** A person who opens a page, not a program that asks for data. */
function isNavigation(c: Context): boolean {
  const { method, path } = c.req;
  return (
    (method === 'GET' || method === 'HEAD') &&
    !isApiPath(path) &&
    c.req.header('accept')?.includes('text/html') === true
  );
}

function here(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  return `${pathname}${search}`;
}

function unauthorized(message: string): Response {
  return errorResponse(401, { code: 'unauthorized', message }, CHALLENGE);
}

function tooManyAttempts(seconds: number): Response {
  const message = `Too many wrong tokens came from this address. Try again in ${seconds} s.`;
  return errorResponse(429, { code: 'too_many_attempts', message }, { 'Retry-After': String(seconds) });
}

function badForm(): Response {
  return errorResponse(400, { code: 'bad_request', message: 'This is not the form of the login page.' });
}
