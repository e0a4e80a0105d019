// What the services of the tuned shop do when they are called.
import type { OperationSpec, Step } from './topology.ts';
import { account, catalog, orders, redis, reviewsText, stock } from './tuned-queries.ts';

const LINES = { of: 'lines' } as const;
const SKU = { of: 'sku' } as const;

const SESSION: Step = { kind: 'call', id: 'gateway>auth', operation: 'auth.validate' };

function fromGateway(id: string, operation: string): Step {
  return { kind: 'call', id, operation };
}

function gateway(steps: readonly Step[]): readonly Step[] {
  return [{ kind: 'work', ms: 1.6 }, ...steps, { kind: 'work', ms: 1.1 }];
}

const GATEWAY = { service: 'gateway', protocol: 'http' } as const;

export const SHOP_OPERATIONS: readonly OperationSpec[] = [
  {
    ...GATEWAY,
    id: 'gateway.product',
    method: 'GET',
    route: '/api/products/{sku}',
    steps: gateway([
      fromGateway('gateway.product>catalog', 'catalog.product'),
      {
        kind: 'either',
        share: 0.25,
        steps: [{ kind: 'call', id: 'gateway.product>recommend', operation: 'recommend.like', optional: true }],
      },
    ]),
  },
  {
    ...GATEWAY,
    id: 'gateway.checkout',
    method: 'POST',
    route: '/api/checkout',
    okStatus: 201,
    steps: gateway([SESSION, fromGateway('gateway.checkout>checkout', 'checkout.place')]),
  },
  {
    ...GATEWAY,
    id: 'gateway.search',
    method: 'GET',
    route: '/api/search',
    query: 'q={words}',
    steps: gateway([fromGateway('gateway.search>search', 'search.products')]),
  },
  {
    ...GATEWAY,
    id: 'gateway.cart',
    method: 'POST',
    route: '/api/cart/items',
    okStatus: 204,
    steps: gateway([{ ...SESSION, id: 'gateway.cart>auth' }, fromGateway('gateway.cart>checkout', 'checkout.cart')]),
  },
  {
    ...GATEWAY,
    id: 'gateway.login',
    method: 'POST',
    route: '/api/sessions',
    okStatus: 201,
    steps: gateway([fromGateway('gateway.login>auth', 'auth.sign-in')]),
  },
  {
    ...GATEWAY,
    id: 'gateway.account',
    method: 'GET',
    route: '/api/account',
    steps: gateway([{ ...SESSION, id: 'gateway.account>auth' }, fromGateway('gateway.account>user', 'user.profile')]),
  },
  {
    id: 'auth.validate',
    service: 'auth',
    protocol: 'grpc',
    method: 'auth.Session/Validate',
    steps: [
      { kind: 'work', ms: 0.6 },
      {
        kind: 'either',
        share: 0.92,
        steps: [redis('session.hit', 'GET', 'GET session:?', { 'cache.hit': true })],
        otherwise: [
          redis('session.miss', 'GET', 'GET session:?', { 'cache.hit': false }),
          account('session.account', 'id'),
          redis('session.renew', 'SETEX', 'SETEX session:? ? ?'),
        ],
      },
      { kind: 'work', ms: 0.4 },
    ],
  },
  {
    id: 'auth.sign-in',
    service: 'auth',
    protocol: 'http',
    method: 'POST',
    route: '/sessions',
    okStatus: 201,
    attributes: { 'auth.method': 'password' },
    steps: [
      { kind: 'work', ms: 0.8 },
      account('sign-in.account', 'email'),
      {
        kind: 'local',
        name: 'verify password',
        ms: 62,
        spread: 0.15,
        attributes: { 'auth.algorithm': 'argon2id' },
        steps: [
          {
            kind: 'reject',
            share: 0.12,
            httpStatus: 401,
            errorType: 'InvalidCredentials',
            message: 'Email or password is wrong',
          },
        ],
      },
      redis('sign-in.session', 'SETEX', 'SETEX session:? ? ?'),
    ],
  },
  {
    id: 'user.profile',
    service: 'user',
    protocol: 'http',
    method: 'GET',
    route: '/users/{customer}',
    steps: [
      { kind: 'work', ms: 1 },
      {
        kind: 'together',
        branches: [
          [account('profile.account', 'id')],
          [
            {
              kind: 'query',
              id: 'profile.addresses',
              database: 'users-db',
              operation: 'SELECT',
              collection: 'addresses',
              text: 'SELECT id, street, city, country, is_default FROM addresses WHERE account_id = $1',
              ms: 5,
              attributes: { 'db.response.returned_rows': { int: [0, 4] } },
            },
          ],
        ],
      },
      {
        kind: 'local',
        name: 'choose greeting',
        ms: 1.5,
        attributes: { 'user.locale': { pick: ['de', 'en', 'zh-CN'] } },
      },
    ],
  },
  {
    id: 'catalog.product',
    service: 'catalog',
    protocol: 'http',
    method: 'GET',
    route: '/products/{sku}',
    attributes: { 'shop.product.sku': SKU },
    steps: [
      { kind: 'work', ms: 1.5 },
      {
        kind: 'either',
        share: 0.7,
        steps: [redis('product.hit', 'GET', 'GET product:?', { 'cache.hit': true })],
        otherwise: [
          redis('product.miss', 'GET', 'GET product:?', { 'cache.hit': false }),
          {
            kind: 'together',
            branches: [
              [catalog('product.select', 'products', 'SELECT * FROM products WHERE sku = ?', 7, 1)],
              [catalog('product.reviews', 'reviews', reviewsText(), 16, 20)],
            ],
          },
          redis('product.store', 'SET', 'SET product:? ? EX ?'),
        ],
      },
      { kind: 'local', name: 'render product', ms: 2.5 },
    ],
  },
  {
    id: 'catalog.related',
    service: 'catalog',
    protocol: 'http',
    method: 'GET',
    route: '/products/{sku}/related',
    steps: [{ kind: 'work', ms: 1 }, redis('related.read', 'ZRANGE', 'ZRANGE related:? 0 11')],
  },
  {
    id: 'recommend.like',
    service: 'recommend',
    protocol: 'http',
    method: 'GET',
    route: '/like/{sku}',
    steps: [
      { kind: 'work', ms: 2 },
      { kind: 'call', id: 'recommend>catalog', operation: 'catalog.related' },
      { kind: 'work', ms: 4 },
    ],
  },
  {
    id: 'search.products',
    service: 'search',
    protocol: 'http',
    method: 'GET',
    route: '/search',
    query: 'q={words}&limit=24',
    attributes: { 'shop.search.words': { of: 'words' } },
    steps: [
      { kind: 'local', name: 'parse query', ms: 0.7 },
      {
        kind: 'query',
        id: 'search.index',
        database: 'opensearch',
        operation: 'search',
        collection: 'products-v7',
        text: '{"query":{"multi_match":{"query":"?","fields":["title^3","brand","body"]}},"size":24}',
        ms: 24,
        attributes: { 'db.response.returned_rows': { int: [0, 24] } },
      },
      { kind: 'local', name: 'rank results', ms: 5 },
    ],
  },
  {
    id: 'checkout.cart',
    service: 'checkout',
    protocol: 'http',
    method: 'POST',
    route: '/cart/items',
    okStatus: 204,
    attributes: { 'shop.product.sku': SKU },
    steps: [
      { kind: 'work', ms: 0.9 },
      redis('cart.add', 'HINCRBY', 'HINCRBY cart:? ? ?'),
      redis('cart.expire', 'EXPIRE', 'EXPIRE cart:? ?'),
    ],
  },
  {
    id: 'checkout.place',
    service: 'checkout',
    protocol: 'http',
    method: 'POST',
    route: '/checkout',
    okStatus: 201,
    attributes: { 'shop.customer.id': { of: 'customer' }, 'shop.basket.amount': { of: 'amount' } },
    steps: [
      { kind: 'work', ms: 2 },
      {
        kind: 'local',
        name: 'load cart',
        ms: 1.2,
        attributes: { 'shop.basket.lines': LINES },
        event: 'cart loaded',
        steps: [redis('cart.load', 'HGETALL', 'HGETALL cart:?')],
      },
      { kind: 'call', id: 'checkout>pricing', operation: 'pricing.quote' },
      { kind: 'call', id: 'checkout>inventory', operation: 'inventory.reserve' },
      { kind: 'call', id: 'checkout>payment', operation: 'payment.charge' },
      { kind: 'call', id: 'checkout>order', operation: 'order.create' },
      { kind: 'local', name: 'render response', ms: 6 },
    ],
  },
  {
    id: 'pricing.quote',
    service: 'pricing',
    protocol: 'http',
    method: 'POST',
    route: '/quote',
    attributes: { 'shop.basket.lines': LINES },
    steps: [
      { kind: 'work', ms: 1.2 },
      {
        kind: 'local',
        name: 'apply rules',
        ms: 18,
        spread: 0.4,
        attributes: {
          'shop.rules.evaluated': { int: [43, 58] },
          'shop.discount': { pick: ['none', 'none', '5 %', '10 %'] },
        },
      },
    ],
  },
  {
    id: 'inventory.reserve',
    service: 'inventory',
    protocol: 'grpc',
    method: 'inventory.Stock/Reserve',
    attributes: { 'shop.basket.lines': LINES },
    steps: [
      { kind: 'work', ms: 2 },
      stock(
        'stock.select',
        'SELECT',
        'SELECT sku, available, warehouse FROM stock WHERE sku = ANY(?) ORDER BY available DESC FOR UPDATE',
        8,
      ),
      stock('stock.update', 'UPDATE', 'UPDATE stock SET reserved = reserved + ? WHERE sku = ANY(?)', 9),
      { kind: 'query', id: 'stock.commit', database: 'stock-db', operation: 'COMMIT', text: 'COMMIT', ms: 3.5 },
      { kind: 'work', ms: 0.8 },
    ],
  },
  {
    id: 'payment.charge',
    service: 'payment',
    protocol: 'http',
    method: 'POST',
    route: '/charges',
    okStatus: 201,
    attributes: {
      'payment.amount': { of: 'amount' },
      'payment.currency': 'EUR',
      'payment.method': { pick: ['card', 'card', 'wallet'] },
    },
    steps: [
      { kind: 'work', ms: 1.1 },
      { kind: 'call', id: 'payment>fraud-score', operation: 'fraud.score' },
      {
        kind: 'local',
        name: 'authorize card',
        ms: 0.3,
        attributes: { 'payment.acquirer': 'cards.example', 'payment.timeout_ms': 300 },
        steps: [
          {
            kind: 'ask',
            id: 'payment.authorize',
            host: 'acquirer.cards.example',
            protocol: 'http',
            route: '/v2/authorize',
            ms: 84,
            attributes: { 'payment.acquirer': 'cards.example' },
          },
        ],
      },
    ],
  },
  {
    id: 'fraud.score',
    service: 'fraud-score',
    protocol: 'http',
    method: 'POST',
    route: '/score',
    attributes: { 'fraud.model': 'gbm-2026-10' },
    steps: [{ kind: 'local', name: 'score fraud risk', ms: 14, attributes: { 'fraud.score': { decimal: [0, 1] } } }],
  },
  {
    id: 'order.create',
    service: 'order',
    protocol: 'grpc',
    method: 'order.Orders/Create',
    attributes: { 'shop.order.id': { of: 'order' }, 'shop.order.lines': LINES },
    steps: [
      { kind: 'work', ms: 1.4 },
      orders('order.insert', 'INSERT', 'orders', 'INSERT INTO orders (id, customer, amount) VALUES ($1, $2, $3)', 9),
      {
        kind: 'query',
        id: 'order.lines',
        database: 'orders-db',
        operation: 'INSERT',
        collection: 'order_lines',
        text: 'INSERT INTO order_lines (order_id, sku, quantity) VALUES ($1, $2, $3)',
        ms: 4.5,
        times: LINES,
      },
      { kind: 'query', id: 'order.commit', database: 'orders-db', operation: 'COMMIT', text: 'COMMIT', ms: 5 },
      { kind: 'send', queue: 'orders.created', key: 'order' },
    ],
  },
];
