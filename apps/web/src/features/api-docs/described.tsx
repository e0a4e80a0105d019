// The words of the OpenAPI document: what stands between backticks is code.
export function Described({ text }: { readonly text: string }) {
  // Odd parts are what the pattern holds.
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
