// Pages that the server makes speak the languages of the browser app.

export type PageLanguage = 'en' | 'zh-CN';

/** By Accept-Language: the first of the browser's languages that we speak. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((item) => {
      const [language = '', ...parameters] = item.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
      return { language, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const first = wanted.find(({ language }) => /^(en|zh)(-|$)/.test(language));
  return first?.language.startsWith('zh') === true ? 'zh-CN' : 'en';
}
