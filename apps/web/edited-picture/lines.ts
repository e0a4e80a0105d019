// What frame.js needs of ours.
export { layLines } from '@spanloom/diagrams';
