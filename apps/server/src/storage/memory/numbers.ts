// Numbers for things, as a dictionary table gives them.

export class Numbers<T> {
  readonly #numbers = new Map<T, number>();
  readonly #things: T[] = [];

  of(thing: T): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#numbers.set(thing, this.#things.length);
    return this.#things.push(thing) - 1;
  }

  thing(number: number): T | undefined {
    return this.#things[number];
  }
}
