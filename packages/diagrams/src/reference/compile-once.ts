// M6: how one eBPF program runs on many kernels.

export const compileOnce = {
  en: `flowchart TB
accTitle: One eBPF program for many kernels
accDescr: A program is compiled once with type information, adapted to each kernel as it is loaded, verified, translated and attached.
subgraph build["Built once"]
source["C source of the probe"] --> clang["clang, target bpf"]
clang --> object[("Object file<br/>bytecode, BTF, relocations")]
end
subgraph host["On each host"]
object --> loader["Loader, libbpf"]
btf[("BTF of the running kernel<br/>/sys/kernel/btf/vmlinux")] --> loader
loader --> match{{"Does every field that<br/>it reads exist here?"}}
match -->|"moved"| patch["Offsets patched"]
match -->|"as compiled"| verify["Verifier"]
match -->|"gone"| refused["Load refused,<br/>or another branch"]
patch --> verify
verify -->|"safe and bounded"| jit["Machine code by the JIT"]
verify -->|"not proved safe"| refused
jit --> hook["Attached to its hook"]
hook --> ring[/"Ring buffer"/]
ring --> agent["Agent: spans over OTLP"]
end
`,
  zh: `flowchart TB
accTitle: 一个 eBPF 程序，多种内核
accDescr: 程序连同类型信息编译一次，加载时按每种内核调整，经过验证、翻译后挂载。
subgraph build["编译一次"]
source["探针的 C 源码"] --> clang["clang，目标 bpf"]
clang --> object[("目标文件<br/>字节码、BTF、重定位")]
end
subgraph host["在每台主机上"]
object --> loader["加载器，libbpf"]
btf[("运行内核的 BTF<br/>/sys/kernel/btf/vmlinux")] --> loader
loader --> match{{"它读取的每个字段<br/>在此都存在吗？"}}
match -->|"位置不同"| patch["调整偏移"]
match -->|"与编译时相同"| verify["验证器"]
match -->|"不存在"| refused["拒绝加载，<br/>或走另一分支"]
patch --> verify
verify -->|"安全且有界"| jit["JIT 生成机器码"]
verify -->|"未能证明安全"| refused
jit --> hook["挂载到钩子"]
hook --> ring[/"环形缓冲区"/]
ring --> agent["Agent：经 OTLP 发送 Span"]
end
`,
};
