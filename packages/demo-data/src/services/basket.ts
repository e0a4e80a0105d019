// What a customer is about to buy: drawn once a trace, then handed from service to service.
import type { Random } from '../random.ts';

export interface Basket {
  readonly customer: string;
  readonly skus: readonly string[];
  /** In euros, two decimals. */
  readonly amount: number;
}

export function drawBasket(random: Random): Basket {
  const lines = random.int(1, 6);
  return {
    customer: `c-${random.int(10_000, 99_999)}`,
    skus: Array.from({ length: lines }, () => drawSku(random)),
    amount: random.int(990, 24_900) / 100,
  };
}

export function drawSku(random: Random): string {
  return `SKU-${random.int(1000, 9999)}`;
}
