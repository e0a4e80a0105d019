// M12: how the propagation of a trace's context is specified and checked.

export const modelChecking = `flowchart TB
accTitle: From a specification to a checked model
accDescr: A specification and its properties are explored by a model checker. A counterexample mends specification or code, and recorded traces are held against the same properties.
subgraph written["Written by hand"]
spec["Specification<br/>services, spans, messages"]
safe["Invariants<br/>one root, no circle, every parent known"]
live["Liveness<br/>every span ends"]
bounds["Bounds<br/>so many services and spans"]
end
spec --> checker["Model checker"]
safe --> checker
live --> checker
bounds --> checker
checker --> all{{"Does each state that can be<br/>reached keep them?"}}
all -->|"no"| counter["Counterexample:<br/>the shortest way to it"]
counter --> cause{{"Who is wrong?"}}
cause -->|"the specification"| spec
cause -->|"the program"| code["Program mended"]
all -->|"yes, within the bounds"| kept["Checked again<br/>with each change"]
code --> kept
recorded[("Recorded traces")] --> compare["The same invariants<br/>on what really happened"]
kept --> compare
`;
