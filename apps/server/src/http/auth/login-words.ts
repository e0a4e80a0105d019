// The words of the login page. The page is made by the server, so they do not come from the browser app.
import { pageLanguage } from '../language.ts';

export interface LoginWords {
  readonly lang: string;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly submit: string;
  readonly wrong: string;
  readonly wait: (seconds: number) => string;
}

const ENGLISH: LoginWords = {
  lang: 'en',
  title: 'Log in to Spanloom',
  label: 'Token',
  hint: 'What the server was started with, as --token or SPANLOOM_TOKEN. This browser keeps you logged in for 30 days.',
  submit: 'Log in',
  wrong: 'This is not the token.',
  wait: (seconds) => `Too many wrong tokens. Try again in ${seconds} s.`,
};

const CHINESE: LoginWords = {
  lang: 'zh-CN',
  title: '登录 Spanloom',
  label: '令牌',
  hint: '启动服务器时用 --token 或 SPANLOOM_TOKEN 设置的令牌。此浏览器将保持登录 30 天。',
  submit: '登录',
  wrong: '令牌不正确。',
  wait: (seconds) => `错误次数过多，请在 ${seconds} 秒后重试。`,
};

/** By Accept-Language: the first of the browser's languages that we speak. */
export function loginWords(acceptLanguage: string | undefined): LoginWords {
  return pageLanguage(acceptLanguage) === 'zh-CN' ? CHINESE : ENGLISH;
}
