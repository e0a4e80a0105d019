// M12: how the propagation of a trace's context is specified and checked.

export const modelChecking = {
  en: `flowchart TB
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
`,
  zh: `flowchart TB
accTitle: 从规约到经过检查的模型
accDescr: 规约及其性质由模型检查器穷举。反例用来修正规约或代码，记录下的链路也以同样的性质检验。
subgraph written["人工编写"]
spec["规约<br/>服务、Span、消息"]
safe["不变式<br/>一个根、没有循环、父 Span 均已知"]
live["活性<br/>每个 Span 都会结束"]
bounds["范围<br/>若干服务与 Span"]
end
spec --> checker["模型检查器"]
safe --> checker
live --> checker
bounds --> checker
checker --> all{{"每个可达的状态<br/>都满足它们吗？"}}
all -->|"否"| counter["反例：<br/>通往它的最短路径"]
counter --> cause{{"谁错了？"}}
cause -->|"规约"| spec
cause -->|"程序"| code["修正程序"]
all -->|"是，在此范围内"| kept["每次修改后<br/>重新检查"]
code --> kept
recorded[("记录下的链路")] --> compare["同样的不变式<br/>检验真实发生的事"]
kept --> compare
`,
};
