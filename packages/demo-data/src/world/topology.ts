// What the shop is made of: its services, what they are written in, and the systems that they use.
import type { Language } from './languages.ts';

export interface ServiceSpec {
  readonly language: Language;
  readonly version: string;
  /** Pods; a browser application has none. */
  readonly replicas: number;
  readonly port: number;
}

export const SERVICES = {
  'web-frontend': { language: 'webjs', version: '5.14.2', replicas: 0, port: 443 },
  gateway: { language: 'nodejs', version: '3.9.0', replicas: 2, port: 8080 },
  auth: { language: 'dotnet', version: '2.3.1', replicas: 2, port: 5001 },
  catalog: { language: 'java', version: '7.0.4', replicas: 2, port: 8080 },
  search: { language: 'rust', version: '0.21.0', replicas: 1, port: 7700 },
  checkout: { language: 'go', version: '4.2.0', replicas: 2, port: 8080 },
  pricing: { language: 'dotnet', version: '1.12.0', replicas: 1, port: 5002 },
  inventory: { language: 'java', version: '6.5.2', replicas: 2, port: 9090 },
  payment: { language: 'python', version: '2.8.0', replicas: 2, port: 8000 },
  order: { language: 'go', version: '4.2.0', replicas: 2, port: 9000 },
  notification: { language: 'nodejs', version: '1.7.3', replicas: 1, port: 8080 },
  shipping: { language: 'java', version: '3.1.0', replicas: 1, port: 8080 },
} as const satisfies Readonly<Record<string, ServiceSpec>>;

export type ServiceKey = keyof typeof SERVICES;

export interface DatabaseSpec {
  readonly system: 'postgresql' | 'redis' | 'opensearch';
  /** What the semantic conventions call the namespace: a database's name, or Redis' number. */
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
}

export const DATABASES = {
  'users-db': { system: 'postgresql', namespace: 'users', address: 'users-db', port: 5432 },
  'catalog-db': { system: 'postgresql', namespace: 'catalog', address: 'catalog-db', port: 5432 },
  'stock-db': { system: 'postgresql', namespace: 'stock', address: 'stock-db', port: 5432 },
  'orders-db': { system: 'postgresql', namespace: 'orders', address: 'orders-db', port: 5432 },
  cache: { system: 'redis', namespace: '0', address: 'redis', port: 6379 },
  products: { system: 'opensearch', namespace: 'products', address: 'opensearch', port: 9200 },
} as const satisfies Readonly<Record<string, DatabaseSpec>>;

export type DatabaseKey = keyof typeof DATABASES;

/** The one topic: orders as they are created, written by `order`, read by `notification` and `shipping`. */
export const ORDERS_TOPIC = {
  system: 'kafka',
  name: 'orders.created',
  partitions: 6,
  broker: 'kafka-0',
  port: 9092,
};

/** Hosts of others, which send no spans. */
export const ACQUIRER_HOST = 'acquirer.cards.example';
export const MAIL_HOST = 'smtp.mail.example';
export const CARRIER_HOST = 'api.carrier.example';
export const SHOP_HOST = 'shop.example';
