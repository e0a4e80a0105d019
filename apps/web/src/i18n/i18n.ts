// The dictionaries of both languages. A feature has one namespace: en/<feature>.ts and zh-CN/<feature>.ts.
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../lib/language.ts';
import { apiDocs as apiDocsEn } from './en/api-docs.ts';
import { data as dataEn } from './en/data.ts';
import { diagramKinds as diagramKindsEn } from './en/diagram-kinds.ts';
import { diagrams as diagramsEn } from './en/diagrams.ts';
import { filter as filterEn } from './en/filter.ts';
import { gallery as galleryEn } from './en/gallery.ts';
import { graph as graphEn } from './en/graph.ts';
import { search as searchEn } from './en/search.ts';
import { services as servicesEn } from './en/services.ts';
import { shares as sharesEn } from './en/shares.ts';
import { shell as shellEn } from './en/shell.ts';
import { start as startEn } from './en/start.ts';
import { trace as traceEn } from './en/trace.ts';
import { apiDocs as apiDocsZh } from './zh-CN/api-docs.ts';
import { data as dataZh } from './zh-CN/data.ts';
import { diagramKinds as diagramKindsZh } from './zh-CN/diagram-kinds.ts';
import { diagrams as diagramsZh } from './zh-CN/diagrams.ts';
import { filter as filterZh } from './zh-CN/filter.ts';
import { gallery as galleryZh } from './zh-CN/gallery.ts';
import { graph as graphZh } from './zh-CN/graph.ts';
import { search as searchZh } from './zh-CN/search.ts';
import { services as servicesZh } from './zh-CN/services.ts';
import { shares as sharesZh } from './zh-CN/shares.ts';
import { shell as shellZh } from './zh-CN/shell.ts';
import { start as startZh } from './zh-CN/start.ts';
import { trace as traceZh } from './zh-CN/trace.ts';

const en = {
  shell: shellEn,
  search: searchEn,
  filter: filterEn,
  trace: traceEn,
  diagrams: diagramsEn,
  diagramKinds: diagramKindsEn,
  gallery: galleryEn,
  graph: graphEn,
  services: servicesEn,
  start: startEn,
  data: dataEn,
  shares: sharesEn,
  apiDocs: apiDocsEn,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: typeof en;
  }
}

/** A ready instance in the given language. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'shell',
    ns: Object.keys(en),
    resources: {
      en,
      'zh-CN': {
        shell: shellZh,
        search: searchZh,
        filter: filterZh,
        trace: traceZh,
        diagrams: diagramsZh,
        diagramKinds: diagramKindsZh,
        gallery: galleryZh,
        graph: graphZh,
        services: servicesZh,
        start: startZh,
        data: dataZh,
        shares: sharesZh,
        apiDocs: apiDocsZh,
      },
    },
    // React escapes text already.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}
