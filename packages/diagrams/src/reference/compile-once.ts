// M6: how one eBPF program runs on many kernels.

export const compileOnce = `flowchart TB
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
`;
