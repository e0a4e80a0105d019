// What the services of the tuned shop ask their databases.
import type { Step } from './topology.ts';

export function redis(
  id: string,
  operation: string,
  text: string,
  attributes: Readonly<Record<string, boolean>> = {},
): Step {
  return { kind: 'query', id, database: 'redis', operation, text, ms: 1.1, attributes };
}

export function account(id: string, column: 'id' | 'email'): Step {
  const text = `SELECT id, email, password_hash, locale FROM accounts WHERE ${column} = $1`;
  const attributes = { 'db.response.returned_rows': 1 };
  return {
    kind: 'query',
    id,
    database: 'users-db',
    operation: 'SELECT',
    collection: 'accounts',
    text,
    ms: 4.5,
    attributes,
  };
}

export function catalog(id: string, collection: string, text: string, ms: number, rows: number): Step {
  const attributes = { 'db.response.returned_rows': rows };
  return { kind: 'query', id, database: 'catalog-db', operation: 'SELECT', collection, text, ms, attributes };
}

export function stock(id: string, operation: string, text: string, ms: number): Step {
  return { kind: 'query', id, database: 'stock-db', operation, collection: 'stock', text, ms };
}

export function orders(id: string, operation: string, collection: string, text: string, ms: number): Step {
  return { kind: 'query', id, database: 'orders-db', operation, collection, text, ms };
}

/** A statement as long as those that mappers write. */
export function reviewsText(): string {
  return [
    'SELECT r.id, r.stars, r.title, r.body, r.created_at, r.helpful_votes, a.display_name, a.country, v.purchased_at,',
    '(SELECT count(*) FROM review_votes w WHERE w.review_id = r.id AND w.helpful) AS helpful,',
    "(SELECT json_agg(json_build_object('id', i.id, 'url', i.url, 'w', i.width, 'h', i.height) ORDER BY i.position)",
    'FROM review_images i WHERE i.review_id = r.id AND i.moderation_state = ?) AS images',
    'FROM reviews r JOIN accounts a ON a.id = r.account_id',
    'LEFT JOIN verified_purchases v ON v.account_id = r.account_id AND v.sku = r.sku',
    'WHERE r.sku = ? AND r.moderation_state = ? AND r.locale = ANY(?) AND r.deleted_at IS NULL',
    'ORDER BY (r.helpful_votes + 3 * (v.purchased_at IS NOT NULL)::int) DESC, r.created_at DESC LIMIT 20',
  ].join('\n  ');
}

export function ordersToShipText(): string {
  return [
    'SELECT o.id, o.customer, d.street, d.city, d.postal_code, d.country, sum(l.quantity * p.weight_grams) AS grams,',
    "string_agg(l.sku, ',' ORDER BY l.sku) AS skus",
    'FROM orders o JOIN deliveries d ON d.order_id = o.id JOIN order_lines l ON l.order_id = o.id',
    'JOIN products p ON p.sku = l.sku WHERE o.id = ANY(?) AND o.state = ? AND d.carrier IS NULL',
    'GROUP BY o.id, o.customer, d.street, d.city, d.postal_code, d.country HAVING sum(l.quantity) > 0',
  ].join('\n  ');
}
